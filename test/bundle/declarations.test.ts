import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, inject, test } from 'vitest'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import { root } from '#fixtures/packed.mjs'
import { compileConsumer } from './compileConsumer.ts'

const folder = inject('packed')
const CONSUMER = `import { type Context, getUser, listUsers, paginate, type User } from 'clerklet'
import { type Camelized, camelize } from 'clerklet/camelize'
import { createRedirect, matchProxyPath, proxyFrontendApi } from 'clerklet/proxy'
import { UserSchema } from 'clerklet/schemas'
import { authenticateRequest, verifyToken } from 'clerklet/verify'
import { handleWebhook, verifyWebhook } from 'clerklet/webhooks'
import { createEmulator } from 'clerklet-emulator'

const ctx: Context = createEmulator().ctx
export const schema = UserSchema
export const user: Promise<User> = getUser(ctx, 'user_1')
export const users: AsyncIterable<User> = paginate(listUsers, ctx)
export const camelized: Promise<Camelized<User>> = user.then(camelize)
export const claims = verifyToken(ctx, 'x')
export const state = authenticateRequest(ctx, new Request('https://example.com'))
export const { redirectToSignIn } = createRedirect({
  baseUrl: 'https://example.com',
  redirectAdapter: (url) => Response.redirect(url, 307),
})
export const proxied = (request: Request): Promise<Response> | undefined =>
  matchProxyPath(request) ? proxyFrontendApi(ctx, request) : undefined
export const answer = handleWebhook(new Request('https://example.com'), {
  signingSecret: 'whsec_x',
  on: { 'user.created': ({ data }) => data.first_name },
})
export async function created(request: Request): Promise<User | undefined> {
  const event = await verifyWebhook(request, { signingSecret: ['whsec_x'] })
  return event.type === 'user.created' ? event.data : undefined
}
`

function compile(code: string, options: object): string {
  return compileConsumer(folder, code, {
    tsc: join(root, 'node_modules/typescript/bin/tsc'),
    compilerOptions: {
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: [],
      noEmit: true,
      ...options,
    },
  })
}

test.each([
  { module: 'preserve', moduleResolution: 'bundler' },
  { module: 'node16', moduleResolution: 'node16' },
])('behavior: the packed declarations compile under $moduleResolution', (options) => {
  expect(compile(CONSUMER, options)).toBe('')
})

test('behavior: the packed declarations compile with exactOptionalPropertyTypes', () => {
  const options = {
    module: 'preserve',
    moduleResolution: 'bundler',
    exactOptionalPropertyTypes: true,
  }
  expect(compile(CONSUMER, options)).toBe('')
})

test('error: a wrong argument is reported', () => {
  const wrong = `${CONSUMER}getUser(ctx, 7)\n`
  expect(compile(wrong, { module: 'node16', moduleResolution: 'node16' })).toContain('TS2345')
})

/** A library whose exported functions have inferred types. Its declarations must name types of clerklet. */
const STATES = `import { authenticateHeader, authenticateRequest, type AuthenticateContext } from 'clerklet/verify'
declare const ctx: AuthenticateContext
export const session = (r: Request) => authenticateRequest(ctx, r)
export const apiKey = (r: Request) => authenticateRequest(ctx, r, { acceptsToken: 'api_key' })
export const m2m = (r: Request) => authenticateRequest(ctx, r, { acceptsToken: 'm2m_token' })
export const oauth = (r: Request) => authenticateRequest(ctx, r, { acceptsToken: 'oauth_token' })
export const any = (r: Request) => authenticateRequest(ctx, r, { acceptsToken: 'any' })
export const list = (r: Request) =>
  authenticateRequest(ctx, r, { acceptsToken: ['session_token', 'm2m_token'] })
export const authOfList = async (r: Request) =>
  (await authenticateRequest(ctx, r, { acceptsToken: ['session_token', 'api_key'] })).toAuth()
export const authOfSession = async (r: Request) => (await authenticateRequest(ctx, r)).toAuth()
export const authOfApiKey = async (r: Request) =>
  (await authenticateRequest(ctx, r, { acceptsToken: 'api_key' })).toAuth()
export const header = (r: Request) => authenticateHeader(ctx, r)
export class Authentication {
  check(r: Request) {
    return authenticateRequest(ctx, r, { acceptsToken: 'any' })
  }
  async who(r: Request) {
    const state = await this.check(r)
    return state.isAuthenticated ? state : undefined
  }
}
`

test.each([
  { module: 'preserve', moduleResolution: 'bundler' },
  { module: 'node16', moduleResolution: 'node16' },
])('behavior: a library can name all states in its declarations, $moduleResolution', (options) => {
  const library = { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir: 'out' }

  expect(compile(STATES, { ...options, ...library })).toBe('')
})

describe('without the library of the DOM, with the types of Node', () => {
  const options = {
    module: 'preserve',
    moduleResolution: 'bundler',
    lib: ['ES2022'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  }
  const WEBHOOKS = `import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { handleWebhook, signWebhook, verifyWebhook } from 'clerklet/webhooks'

const options = { signingSecret: 'whsec_x' }
createServer(async (request) => {
  const body = Readable.toWeb(request)
  await verifyWebhook({ headers: request.headers, body }, options)
})
export const bytes = verifyWebhook({ headers: {}, body: new Uint8Array(1) }, options)
export const text = verifyWebhook({ headers: { 'Svix-Id': ['x'] }, body: '{}' }, options)
export const whole = (request: Request) => handleWebhook(request, { ...options, on: {} })
export const signed = signWebhook('{}', options)
`

  test('behavior: all declarations compile without skipLibCheck', () => {
    expect(compile(CONSUMER, options)).toBe('')
  })

  test('behavior: verifyWebhook accepts the headers and the body of a request of Node', () => {
    expect(compile(WEBHOOKS, options)).toBe('')
  })

  test.each(['42', '{ type: "user.created" }'])('error: a body of %s is reported', (body) => {
    const wrong = `${WEBHOOKS}verifyWebhook({ headers: {}, body: ${body} }, options)\n`

    expect(compile(wrong, { ...options, skipLibCheck: true })).toMatch(/consumer\.mts.*TS2322/)
  })
})

const declarations = readdirSync(join(folder, 'node_modules/clerklet/dist'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.d.mts'))
  .map((file) => join(folder, 'node_modules/clerklet/dist', file))

const ADAPTERS = `import { createServer } from 'node:http'
import { createSecureServer } from 'node:http2'
import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/hono'
import * as node from 'clerklet/node'
import { Hono } from 'hono'

export const app = new Hono<{ Bindings: { ORIGIN: string } }>()
  .use(clerkMiddleware((c) => ({ authorizedParties: [c.env.ORIGIN] })))
  .get('/me', requireAuth({ role: 'org:admin' }), (c) => c.json(getAuth(c).userId))
  .get('/trace', (c) => c.json(c.var.clerkState.trace))
const middleware = node.clerkMiddleware({ acceptsToken: ['session_token', 'api_key'] })
createServer((req, res) => middleware(req, res, () => res.end(node.getAuth(req).userId)))
createSecureServer((req, res) => middleware(req, res, () => res.end(node.toRequest(req).url)))
`

test.each([
  { module: 'preserve', moduleResolution: 'bundler' },
  { module: 'node16', moduleResolution: 'node16' },
])('behavior: the adapters compile with Hono and Node, $moduleResolution', (options) => {
  const types = { types: ['node'], typeRoots: [join(root, 'node_modules/@types')] }

  // Some declarations of Hono compile only with skipLibCheck, or with the JSX settings of Hono.
  expect(compile(ADAPTERS, { ...options, ...types, skipLibCheck: true })).toBe('')
})

test.each(['clerklet', 'clerklet/verify', 'clerklet/node'])(
  'behavior: %s compiles where Hono is not installed',
  (name) => {
    const paths = { hono: ['./nowhere'], 'hono/*': ['./nowhere/*'] }
    const code = `export * from '${name}'\n`

    expect(compile(code, { module: 'preserve', moduleResolution: 'bundler', paths })).toBe('')
  },
)

test('behavior: the declarations import types from hono and valibot only', () => {
  const imports = declarations.flatMap((file) =>
    // Uses the compiler, because examples in comments also contain imports.
    ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => !name.startsWith('.')),
  )

  expect([...new Set(imports)].sort()).toEqual(['hono', 'valibot'])
})

test('behavior: the declarations stay below 800 kB', () => {
  const bytes = declarations.reduce((sum, file) => sum + statSync(file).size, 0)

  expect(bytes).toBeGreaterThan(200_000)
  expect(bytes).toBeLessThan(800_000)
})

test('behavior: the declarations are checked in less than two seconds', () => {
  const program = ts.createProgram(declarations, COMPILER_OPTIONS)
  const files = program.getSourceFiles().filter(({ fileName }) => declarations.includes(fileName))
  const started = process.cpuUsage()
  const problems = files.flatMap((file) => program.getSemanticDiagnostics(file))
  const { user, system } = process.cpuUsage(started)
  const instantiations = program.getInstantiationCount()
  console.log(
    `declarations: ${Math.round((user + system) / 1000)} ms of processor time, ${instantiations} instantiations`,
  )

  expect(problems).toEqual([])
  expect(files).toHaveLength(declarations.length)
  // Unlike a time, the number of instantiations does not depend on the load of the machine. A cold compiler takes about a second
  // for 94,000 of them.
  expect(instantiations).toBeLessThan(200_000)
})
