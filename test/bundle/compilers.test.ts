import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'
import { compileConsumer } from './compileConsumer.ts'
import installCompilers, { compilers } from './compilers/setup.ts'

installCompilers()
const folder = inject('packed')

const COMPILERS = {
  '5.4': join(compilers, 'node_modules/typescript-5.4/bin/tsc'),
  '5.9': join(root, 'node_modules/typescript/bin/tsc'),
  '7': join(compilers, 'node_modules/typescript-7/bin/tsc'),
}
type Compiler = keyof typeof COMPILERS

const RESOLUTIONS = {
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}

/** Environments that declare globals such as `Request`: their compiler options and type files. */
const WORLDS = {
  DOM: { lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] as string[], files: [] as string[] },
  'workers-types': {
    lib: ['ES2022'],
    types: [],
    files: [join(compilers, 'node_modules/@cloudflare/workers-types/index.d.ts')],
  },
  '@types/node': { lib: ['ES2022'], types: ['node'], files: [] },
}

/** A user's program. It exports its values, so that its declarations name the types of the package. */
const CONSUMER = `import * as clerk from 'clerklet'
import { camelize } from 'clerklet/camelize'
import { type LambdaEvent, toRequest, toResult } from 'clerklet/lambda'
import { authenticateMcp, protectedResourceMetadata } from 'clerklet/mcp'
import { createRedirect, proxyFrontendApi } from 'clerklet/proxy'
import { UserSchema } from 'clerklet/schemas'
import { authenticateRequest, createTokenCache, verifyToken } from 'clerklet/verify'
import { handleWebhook, signWebhook, verifyWebhook } from 'clerklet/webhooks'
import { createEmulator } from 'clerklet-emulator'

interface Preferences {
  theme: string
}
declare const preferences: Preferences
declare const maybe: string | undefined
const ids = ['user_1', 'user_2'] as const

export const emulator = createEmulator({ seed: { users: [{ id: maybe, username: 'ada' }] } })
export const ctx: clerk.Context = { ...emulator.ctx, fetch: () => new Response('{}') }
export const users = clerk.listUsers(ctx, { user_id: ids })
export const all = clerk.collect(clerk.paginate(clerk.listUsers, ctx), { maxItems: 1 })
export const user = clerk.createUser(ctx, { email_address: ids, public_metadata: preferences })
export const userOf = clerk.cached(clerk.getUser, ctx, { name: 'users', ttl: 1 })
export const cached: Promise<clerk.User> = userOf('user_1')
export const camelized = user.then(camelize)
export const schema = UserSchema
export const claims = verifyToken(ctx, 'x', { authorizedParties: ids })
export const state = (request: Request) => authenticateRequest(ctx, request)
export const apiKeyState = (request: Request) =>
  authenticateRequest(ctx, request, { acceptsToken: 'api_key' })
export const m2mState = (request: Request) =>
  authenticateRequest(ctx, request, { acceptsToken: ['session_token', 'm2m_token'] })
export const oauthAuth = async (request: Request) =>
  (await authenticateRequest(ctx, request, { acceptsToken: 'oauth_token' })).toAuth()
export const anyState = (request: Request) =>
  authenticateRequest(ctx, request, { acceptsToken: 'any' })
export const tokens = createTokenCache()
export const redirect = (url: string): Response =>
  createRedirect({ baseUrl: url, redirectAdapter: (to) => Response.redirect(to, 307) }).redirectToSignIn()
export const proxied = (request: Request) => proxyFrontendApi(ctx, request)
export const verified = (request: Request) => verifyWebhook(request, { signingSecret: ids })
export const handled = (request: Request) =>
  handleWebhook(request, {
    signingSecret: 'whsec_x',
    on: { 'user.created': ({ data }) => data.first_name },
  })
export const signed = signWebhook
export const resource = 'https://mcp.example.com/mcp'
export const metadata = () => protectedResourceMetadata({ publishableKey: 'pk_test_x' }, { resource })
export const onMcp = (request: Request) => authenticateMcp(ctx, request, { resource })
export const onLambda = async (event: LambdaEvent) =>
  toResult(Response.json({ url: toRequest(event).url }), event)
export const api = { getUser: clerk.getUser, listUsers: clerk.listUsers, request: clerk.request }
`

/** An application that declares the types of its data, and uses them. */
const DECLARED = `import { type Context, createUser, getUser, mergeUserMetadata, primaryEmail } from 'clerklet'
import { createOrganizationMembership, listOrganizationMemberships, type Metadata } from 'clerklet'
import { authenticateHeader, has, verifyToken } from 'clerklet/verify'
import { handleWebhook } from 'clerklet/webhooks'

declare module 'clerklet' {
  interface UserPublicMetadata {
    plan?: 'free' | 'pro'
    address?: { city: string; zip?: string }
  }
  interface CustomJwtSessionClaims {
    plan?: 'free' | 'pro'
  }
  interface ClerkAuthorization {
    role: 'org:admin' | 'org:member'
    permission: 'org:invoices:read'
  }
}

declare const ctx: Context
interface Preferences {
  theme: string
}
declare const preferences: Preferences
type Plan = 'free' | 'pro' | undefined

export const read = async (): Promise<Plan> => (await getUser(ctx, '')).public_metadata.plan
export const unknownField = async (): Promise<unknown> =>
  (await getUser(ctx, '')).public_metadata.other
export const privately: Promise<Metadata | null | undefined> = getUser(ctx, '').then(
  (user) => user.private_metadata,
)
createUser(ctx, { public_metadata: { plan: 'pro', other: 1 } })
createUser(ctx, { public_metadata: preferences })
mergeUserMetadata(ctx, '', { public_metadata: { plan: null, address: { zip: null } } })
// @ts-expect-error: no such plan
createUser(ctx, { public_metadata: { plan: 'none' } })
// @ts-expect-error: no such plan
mergeUserMetadata(ctx, '', { public_metadata: { plan: 'none' } })
// @ts-expect-error: city is a string
mergeUserMetadata(ctx, '', { public_metadata: { address: { city: 7 } } })

export const claim = async (): Promise<Plan> => (await verifyToken(ctx, '')).plan
export async function roles(request: Request) {
  const state = await authenticateHeader(ctx, request)
  const auth = state.toAuth()
  if (!auth || !('orgRole' in auth)) return undefined
  const role: 'org:admin' | 'org:member' | null | undefined = auth.orgRole
  return has(auth, { role: 'org:admin', permission: 'org:invoices:read' }) ? role : undefined
}
// @ts-expect-error: no such permission
has({}, { permission: 'org:invoices:write' })
// @ts-expect-error: no such role
createOrganizationMembership(ctx, '', { user_id: '', role: 'org:owner' })
export const firstRole = async () => (await listOrganizationMemberships(ctx, '')).data[0]?.role
export const handled = (request: Request) =>
  handleWebhook(request, {
    signingSecret: '',
    on: {
      'user.created': ({ data }) => {
        const plan: Plan = data.public_metadata.plan
        return [plan, primaryEmail(data)]
      },
    },
  })
`

interface Setting {
  compiler: Compiler
  resolution: keyof typeof RESOLUTIONS
  world: keyof typeof WORLDS
  exact: boolean
}

/** Compiles a program with a setting. Returns the errors in the program and in the declarations of clerklet. */
function compile(code: string, { compiler, resolution, world, exact }: Setting): string[] {
  const { files, ...options } = WORLDS[world]
  const output = compileConsumer(folder, code, {
    tsc: COMPILERS[compiler],
    files,
    compilerOptions: {
      declaration: true,
      outDir: 'out',
      rootDir: '.',
      exactOptionalPropertyTypes: exact,
      ...RESOLUTIONS[resolution],
      ...options,
    },
  })
  // Ignores errors in the declarations of other packages, such as valibot or Node, which older compilers report.
  return output
    .split('\n')
    .filter((line) => /^(.*\/)?consumer\.mts|node_modules\/clerklet/.test(line))
}

const WORLD_NAMES = Object.keys(WORLDS) as Setting['world'][]

/**
 * Settings that contain every pair of a compiler and a module resolution, of a compiler and an environment, and of a module
 * resolution and an environment.
 */
const SETTINGS = (Object.keys(COMPILERS) as Compiler[]).flatMap((compiler, row) =>
  (Object.keys(RESOLUTIONS) as Setting['resolution'][]).map((resolution, column): Setting => {
    const world = WORLD_NAMES[(row + column) % WORLD_NAMES.length] ?? 'DOM'
    return { compiler, resolution, world, exact: (row + column) % 2 === 0 }
  }),
)

describe('the packed declarations', () => {
  test.each(SETTINGS)(
    'behavior: compile with TypeScript $compiler, $resolution, $world, exactOptionalPropertyTypes $exact',
    (setting) => {
      expect(compile(CONSUMER, setting)).toEqual([])
    },
  )

  test.each(Object.keys(COMPILERS) as Compiler[])(
    'behavior: an application declares its types, with TypeScript %s',
    (compiler) => {
      const setting: Setting = { compiler, resolution: 'bundler', world: 'DOM', exact: true }
      expect(compile(DECLARED, setting)).toEqual([])
    },
  )

  test.each(SETTINGS.filter(({ resolution }) => resolution === 'bundler'))(
    'error: a wrong argument is reported with TypeScript $compiler, $world',
    (setting) => {
      const wrong = `${CONSUMER}clerk.getUser(ctx, 7)\nverifyWebhook({ headers: {}, body: 42 }, { signingSecret: '' })\n`
      expect(compile(wrong, setting)).toEqual([
        expect.stringContaining("'number' is not assignable to parameter of type 'string'"),
        expect.stringContaining("'number' is not assignable to type"),
      ])
    },
  )
})
