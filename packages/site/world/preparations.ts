/** What an example needs to run in a page. */
export interface Preparation {
  /** Lines before the example, such as variables and data that the example expects. */
  before?: string
  /** Parts of the example that are replaced, such as a shortened key. */
  replaced?: [from: string, to: string][]
  /** Lines after the example, such as calls of the functions that the example defines. */
  after?: string
}

/** A PNG of one pixel, in base64. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const BYTES = `const bytes = Uint8Array.from(atob('${PIXEL}'), (one) => one.charCodeAt(0))`
const PRODUCTION = `clerk.seed({ settings: { environment_type: 'production' } })`
const IN_A_FRAMEWORK = 'It runs in a server of the framework.'

/** Code that creates the request of a signed-in user. */
const REQUEST = `const { headers } = await clerk.signIn('user_2abc', { azp: 'https://example.com' })
const request = new Request('https://example.com/me', { headers })`
const STATE = `${REQUEST}
const state = await authenticateHeader(ctx, request)`
const AUTH = `${REQUEST}
const state = await authenticateRequest(ctx, request)
const auth = selectAuth(state.toAuth())`
/** Code that authenticates a user who last verified a factor half an hour ago. */
const STALE = `const token = await clerk.mintToken({ userId: 'user_2abc', claims: { fva: [30, -1] } })
const headers = { authorization: 'Bearer ' + token }
const request = new Request('https://example.com/me', { headers })
const state = await authenticateRequest(ctx, request)
const auth = selectAuth(state.toAuth())`
const WEBHOOK = `const env = { CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_dGVzdA==' }
const sent = { type: 'user.created', object: 'event', data: await getUser(ctx, 'user_2abc') }
const delivery = await signWebhook(sent, { signingSecret: env.CLERK_WEBHOOK_SIGNING_SECRET })
const request = new Request('https://example.com/webhooks', delivery)`

/** Returns code that declares an API Gateway event. */
function lambdaEvent(path: string, headers: string): string {
  return `const event = {
  version: '2.0',
  rawPath: '${path}',
  rawQueryString: '',
  headers: ${headers},
  requestContext: { domainName: 'example.com', http: { method: 'GET', path: '${path}' } },
  isBase64Encoded: false,
}`
}

/** The reasons why examples do not run in a page, by area and function. */
export const NOT_RUN: Record<string, string> = {
  'hono/clerkMiddleware': IN_A_FRAMEWORK,
  'hono/getAuth': IN_A_FRAMEWORK,
  'hono/headerMiddleware': IN_A_FRAMEWORK,
  'hono/requireAuth': IN_A_FRAMEWORK,
  'node/clerkMiddleware': IN_A_FRAMEWORK,
  'node/getAuth': IN_A_FRAMEWORK,
  'node/headerMiddleware': IN_A_FRAMEWORK,
  'node/requireAuth': IN_A_FRAMEWORK,
  'node/toRequest': 'It runs in a server of Node.',
}

/**
 * The preparations of the examples that do not run alone, by area and function. Every example can use `ctx` and `clerk`, the
 * emulator.
 */
export const PREPARATIONS: Record<string, Preparation> = {
  'beta-features/updateProductionInstanceDomain': { before: PRODUCTION },
  'billing/removeBillingSubscriptionItemDiscount': {
    before: `await applyBillingSubscriptionItemDiscount(ctx, 'csub_item_2abc', { discount_id: 'disc_2abc' })`,
  },
  'clients/getHandshakePayload': {
    before: `const { frontendApi } = clerk.instance
const start = 'https://' + frontendApi + '/v1/client/handshake?format=nonce&redirect_url=https://example.com'
const { headers: redirect } = await clerk.fetch(start)
const back = new URL(redirect.get('location') ?? '')
const nonce = back.searchParams.get('__clerk_handshake_nonce') ?? ''
const headers = new Headers()`,
  },
  'clients/verifyClient': { before: `const { token } = await clerk.signIn('user_2abc')` },
  'domains/updateDomain': { before: PRODUCTION },
  'emails/bulkCreateEmails': {
    before: `const from = { address: 'team@example.com' }
const messages = [
  { to: { user_id: 'user_2abc' }, from, subject: 'Welcome', text: 'Hello Ada' },
  { to: { user_id: 'user_2none' }, from, subject: 'Welcome', text: 'Hello' },
]`,
  },
  'instance/changeProductionInstanceDomain': { before: PRODUCTION },
  'interstitial/getPublicInterstitial': {
    replaced: [[`'pk_test_…'`, 'ctx.publishableKey']],
  },
  'machines/deleteMachineScope': {
    before: `await createMachineScope(ctx, 'mch_2abc', { to_machine_id: 'mch_2def' })`,
  },
  'oauth-applications/updateOAuthApplicationLogo': { before: BYTES },
  'organization-roles/removePermissionFromOrganizationRole': {
    before: `await assignPermissionToOrganizationRole(ctx, 'role_2abc', 'perm_2abc')`,
  },
  'organizations/updateOrganizationLogo': { before: BYTES },
  'sessions/refreshSession': {
    before: `const azp = 'https://app.example.com'
const cookies = {
  __session: await clerk.mintToken({ sessionId: 'sess_2abc', azp, expiresIn: -10 }),
  __refresh: 'rt_2abc',
}`,
  },
  'sessions/verifySession': {
    before: `const token = await clerk.mintToken({ sessionId: 'sess_2abc' })`,
  },
  'svix/deleteSvixApp': { before: 'await createSvixApp(ctx)' },
  'svix/generateSvixAuthUrl': { before: 'await createSvixApp(ctx)' },
  'users/updateUserProfileImage': { before: BYTES },
  'users/verifyUserPassword': { before: `const password = 'notes on the engine'` },
  'core/contextFromEnv': {
    replaced: [['export default {', 'const worker = {']],
    after: `const response = await worker.fetch(new Request('https://example.com'), clerk.env)
await response.json()`,
  },
  'core/isClerkApiError': {
    before: `const error = await getUser(ctx, 'user_2none').catch((error) => error)`,
    replaced: [['return undefined', `return 'There is no such user.'`]],
  },
  'core/isClerkError': {
    before: `const error = await getUser(ctx, 'user_2none').catch((error) => error)`,
  },
  'core/request': {
    replaced: [
      ['/beta_things/', '/users/'],
      [`'thing_1'`, `'user_2abc'`],
    ],
  },
  'helpers/batchUsers': {
    before: `const posts = [{ author_id: 'user_2abc' }, { author_id: 'user_2def' }, { author_id: 'user_2abc' }]`,
  },
  'helpers/limitRate': { before: `const ids = ['user_2abc', 'user_2def']` },
  'helpers/paginatePages': {
    before: `const saveAll = async (users) => console.log(users.map(({ id }) => id))`,
  },
  'lambda/toRequest': {
    before: `const { headers } = await clerk.signIn('user_2abc')\n${lambdaEvent('/me', "{ ...headers, host: 'example.com' }")}`,
    replaced: [['export async', 'async']],
    after: 'await handler(event)',
  },
  'lambda/toResult': {
    before: lambdaEvent('/invoices', `{ host: 'example.com' }`),
    replaced: [['export async', 'async']],
    after: 'await handler(event)',
  },
  'mcp/authenticateMcp': {
    before: `const { headers } = await clerk.oauthToken({
  userId: 'user_2abc',
  scopes: ['email'],
  audience: 'https://mcp.example.com/mcp',
})
const request = new Request('https://mcp.example.com/mcp', { method: 'POST', headers })
const transport = { handleRequest: (_, { authInfo }) => authInfo.clientId }`,
  },
  'mcp/protectedResourceMetadata': {
    before: `const request = new Request('https://mcp.example.com/.well-known/oauth-protected-resource/mcp')`,
  },
  'proxy/createRedirect': {
    before: `const { env } = clerk
const request = new Request('https://example.com/invoices')`,
  },
  'proxy/matchProxyPath': {
    before: `const request = new Request('https://example.com/__clerk/v1/environment')`,
  },
  'proxy/proxyFrontendApi': {
    before: `const { env } = clerk
const request = new Request('https://example.com/__clerk/v1/environment')`,
  },
  'verify/authenticateHeader': { before: REQUEST },
  'verify/authenticateRequest': { before: REQUEST },
  'verify/autoProxyUrl': {
    before: `${REQUEST}
const process = { env: { VERCEL_TARGET_ENV: 'production' } }`,
  },
  'verify/createTokenCache': { before: REQUEST },
  'verify/debugState': { before: STATE },
  'verify/forbiddenResponse': { before: AUTH },
  'verify/has': { before: AUTH },
  'verify/publicUrl': {
    before: `const headers = { 'x-forwarded-host': 'app.example.com', 'x-forwarded-proto': 'https' }
const request = new Request('http://10.0.0.7/invoices', { headers })`,
  },
  'verify/publishableKeyFromHost': {
    before: `const { env } = clerk
const request = new Request('https://example.com/invoices')`,
  },
  'verify/reverificationError': { before: STALE },
  'verify/reverificationErrorResponse': { before: STALE },
  'verify/selectAuth': { before: REQUEST },
  'verify/serializableAuth': { before: STATE },
  'verify/sessionProperties': { before: `const { token } = await clerk.signIn('user_2abc')` },
  'verify/decodeToken': { before: `const { token } = await clerk.signIn('user_2abc')` },
  'verify/verifyMachineToken': {
    before: `const { token } = await clerk.oauthToken({
  userId: 'user_2abc',
  audience: 'https://api.example.com',
})`,
  },
  'verify/verifyToken': {
    before: `const { token } = await clerk.signIn('user_2abc', { azp: 'https://example.com' })`,
  },
  'verify/withKeyCache': {
    before: `${REQUEST}
const stored = new Map()
const env = {
  KV: {
    get: async (name) => stored.get(name),
    put: async (name, value, options) => stored.set(name, value),
  },
}`,
  },
  'webhooks/handleWebhook': { before: WEBHOOK },
  'webhooks/verifyWebhook': { before: WEBHOOK },
}
