import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, inject, test } from 'vitest'
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
  redirectAdapter: (url) => Response.redirect(url),
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

test('behavior: with exactOptionalPropertyTypes, too', () => {
  const options = {
    module: 'preserve',
    moduleResolution: 'bundler',
    exactOptionalPropertyTypes: true,
  }
  expect(compile(CONSUMER, options)).toBe('')
})

test('error: a wrong argument is noticed', () => {
  const wrong = `${CONSUMER}getUser(ctx, 7)\n`
  expect(compile(wrong, { module: 'node16', moduleResolution: 'node16' })).toContain('TS2345')
})

const declarations = readdirSync(join(folder, 'node_modules/clerklet/dist'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((file) => file.endsWith('.d.mts'))
  .map((file) => join(folder, 'node_modules/clerklet/dist', file))

test('behavior: no declaration mentions ofetch, or undici, whose types it imports', () => {
  const imports = declarations.flatMap((file) =>
    // Examples in comments import the package itself.
    ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => !name.startsWith('.')),
  )

  expect([...new Set(imports)]).toEqual(['valibot'])
})

test('behavior: the declarations stay below 600 kB', () => {
  const bytes = declarations.reduce((sum, file) => sum + statSync(file).size, 0)

  expect(bytes).toBeGreaterThan(200_000)
  expect(bytes).toBeLessThan(600_000)
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
  // What the time depends on, whatever else the machine does: 94,000 take about a second of a compiler that is not warm.
  expect(instantiations).toBeLessThan(200_000)
})
