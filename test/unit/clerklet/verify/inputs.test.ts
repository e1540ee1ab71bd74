import { describe, expect, test } from 'vitest'
import { REFUSALS } from '#clerklet/verify/auth/reasons.ts'
import {
  type AuthenticateContext,
  authenticateHeader,
  authenticateRequest,
  type VerifyTokenOptions,
} from '#clerklet/verify/index.ts'
import { CATEGORY, claims, fetched, instance, prod, SECONDS, stranger } from './cases/support.ts'

/** A token in the header, and the results of `authenticateHeader` and `authenticateRequest`. */
interface Row {
  token?: string
  ctx?: Partial<AuthenticateContext>
  options?: VerifyTokenOptions
  status: number
  /** The reason of `authenticateRequest`, when it differs from that of `authenticateHeader`. */
  ofRequest?: string
}

const sign = (over: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  instance.sign(claims(over), header)
const PARTIES = { authorizedParties: ['https://example.com'] }
const REMOTE = { jwtKey: undefined, retry: 0 }
const failing = (name: string, response: () => Response) => ({
  ...REMOTE,
  secretKey: `sk_live_inputs_${name}`,
  fetch: async () => response(),
})

const ROWS: Record<string, Row[]> = {
  'token-expired': [
    {
      token: await sign({ iat: SECONDS - 90, nbf: SECONDS - 90, exp: SECONDS - 30 }),
      status: 401,
      ofRequest: 'session-token-expired-refresh-non-eligible-no-refresh-cookie',
    },
  ],
  'token-not-active-yet': [
    { token: await sign({ nbf: SECONDS + 60 }), status: 401, ofRequest: 'session-token-nbf' },
  ],
  'token-iat-in-the-future': [
    {
      token: await sign({ iat: SECONDS + 60, nbf: undefined }),
      status: 401,
      ofRequest: 'session-token-iat-in-the-future',
    },
  ],
  'token-invalid': [
    { token: 'null', status: 401 },
    { token: 'undefined', status: 401 },
    { token: '"null"', status: 401 },
    { token: 'false', status: 401 },
    { token: `\${token}`, status: 401 },
    { token: 'a.b.c', status: 401 },
  ],
  'token-invalid-algorithm': [{ token: await sign({}, { alg: 'HS256' }), status: 401 }],
  'token-invalid-authorized-parties': [
    { token: await sign({ azp: 'https://other.example' }), options: PARTIES, status: 401 },
    { token: await sign({ azp: undefined }), options: PARTIES, status: 401 },
  ],
  'token-invalid-issuer': [
    { token: await sign(), options: { issuer: 'https://clerk.other.example' }, status: 401 },
  ],
  'token-invalid-signature': [{ token: await stranger.sign(claims()), status: 401 }],
  'token-verification-failed': [
    { token: await sign({ aud: 'a' }), options: { audience: 'b' }, status: 401 },
  ],
  'token-type-mismatch': [{ token: await sign({}, { cat: CATEGORY.template }), status: 401 }],
  'session-pending': [{ token: await sign({ sts: 'pending' }), status: 401 }],
  forbidden: [{ token: await sign(), status: 403 }],
  'jwk-kid-mismatch': [
    {
      token: await sign({}, { kid: 'ins_other' }),
      ctx: failing('kid', () => Response.json({ keys: [instance.jwk] })),
      status: 401,
    },
  ],
  'jwk-remote-failed-to-load': [
    {
      token: await sign(),
      ctx: failing('down', () => new Response('', { status: 503 })),
      status: 503,
    },
  ],
  'secret-key-invalid': [
    {
      token: await sign(),
      ctx: failing('key', () =>
        Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 }),
      ),
      status: 503,
    },
  ],
  'unexpected-error': [
    {
      token: await sign(),
      ctx: {
        ...failing('hook', () => Response.json({})),
        onRequest: () => {
          throw new RangeError('a hook')
        },
      },
      status: 503,
    },
  ],
}

/** Reasons that a session token in the header cannot have: those of cookies, of machine tokens and of missing tokens. */
const ELSEWHERE = [
  'No token in header',
  'active-organization-mismatch',
  'client-uat-but-no-session-token',
  'dev-browser-missing',
  'dev-browser-sync',
  'jwk-failed-to-resolve',
  'primary-domain-cross-origin-sync',
  'primary-responds-to-syncing',
  'satellite-needs-syncing',
  'session-token-and-uat-missing',
  'session-token-but-no-client-uat',
  'session-token-iat-before-client-uat',
  'session-token-missing',
]

/** Reasons that only `authenticateRequest` has for tokens in `ROWS`. */
const OF_REQUESTS = [
  'session-token-expired-refresh-*',
  'session-token-iat-in-the-future',
  'session-token-nbf',
]

test('behavior: every reason is in the table above, or belongs to another carrier', () => {
  expect([...Object.keys(ROWS), ...OF_REQUESTS, ...ELSEWHERE].sort()).toEqual(
    Object.keys(REFUSALS).sort(),
  )
})

/** Spellings of the `Bearer` scheme, with the white space after it. */
const SCHEMES = ['Bearer ', 'bearer ', 'BEARER   ', 'bEaReR\t']

const CASES = Object.entries(ROWS).flatMap(([reason, rows]) =>
  rows.flatMap((row, index) => SCHEMES.map((scheme) => [reason, index, scheme, row] as const)),
)

describe.each(CASES)('%s, row %d, behind %j', (reason, _, scheme, row) => {
  const authorization = `${scheme}${row.token}`
  const headers: [form: string, headers: Headers | Record<string, string | string[]>][] = [
    ['Headers', new Headers({ authorization })],
    ['the names of Node', { authorization }],
    ['names in Title-Case', { Authorization: authorization }],
    ['names in capitals, with a list', { AUTHORIZATION: [authorization] }],
  ]

  test.each(headers)('authenticateHeader: %s', async (_, given) => {
    const state = await authenticateHeader(prod(row.ctx), { headers: given }, row.options)

    expect(await answered(state.toResponse())).toEqual({ status: row.status, reason })
  })

  test('authenticateRequest', async () => {
    const request = fetched(undefined, { headers: { authorization } })
    const state = await authenticateRequest(prod(row.ctx), request, { ...row.options, api: true })

    expect(await answered(state.toResponse())).toEqual({
      status: row.status,
      reason: row.ofRequest ?? reason,
    })
  })
})

async function answered(response: Response) {
  const { reason } = await response.json()
  return { status: response.status, reason }
}

test.each([
  ['a request of Node', { headers: { host: 'x' }, url: '/me', method: 'GET' }],
  ['a context of Hono', { req: { raw: fetched() }, env: {} }],
  ['a Lambda event', { headers: {}, rawPath: '/me', requestContext: {} }],
  ['nothing', undefined],
])('error: authenticateRequest refuses %s and names toRequest', async (_, given) => {
  await expect(authenticateRequest(prod(), given as never)).rejects.toMatchObject({
    name: 'ClerkConfigError',
    message: expect.stringContaining('toRequest'),
  })
})
