import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { createClerkClient, verifyToken as theirVerifyToken } from '@clerk/backend'
import { verifyMachineAuthToken } from '@clerk/backend/internal'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type AuthenticateContext,
  type AuthenticateRequestOptions,
  authenticateRequest,
  debugState,
  verifyMachineToken,
  verifyToken,
} from '#clerklet/verify/index.ts'
import { signer } from '#fixtures/tokens.ts'
import {
  CATEGORY,
  claims,
  DEV,
  devClaims,
  fetched,
  instance,
  NOW,
  PROD,
  page,
  SECONDS,
  stranger,
} from './cases/support.ts'

/** The fields that these tests read in the states of both SDKs. */
interface AnyState {
  status: string
  tokenType: string | null
  reason: string | null
  headers: Headers
  toAuth(): unknown
}

/** Three functions with the same interface for the official SDK and for clerklet. */
interface Sdk {
  authenticate(ctx: AuthenticateContext, request: Request, options?: object): Promise<AnyState>
  verify(ctx: AuthenticateContext, token: string): Promise<unknown>
  /** Resolves to the expiration and the creation time of a machine token. */
  machineTimes(ctx: AuthenticateContext, token: string): Promise<unknown[]>
}

const OFFICIAL: Sdk = {
  authenticate: (ctx, request, options = {}) =>
    hurried(
      () =>
        // The casts allow options of wrong types.
        createClerkClient(ctx as never).authenticateRequest(
          request,
          options as never,
        ) as unknown as Promise<AnyState>,
    ),
  verify: (ctx, token) => hurried(() => theirVerifyToken(token, ctx as never)),
  machineTimes: async (ctx, token) => {
    const { data } = await verifyMachineAuthToken(token, ctx as never)
    const { expiration, createdAt } = data as { expiration: unknown; createdAt: unknown }
    return [expiration, createdAt]
  },
}

const OURS: Sdk = {
  authenticate: (ctx, request, options = {}) =>
    authenticateRequest(ctx, request, options as AuthenticateRequestOptions),
  verify: (ctx, token) => verifyToken(ctx, token),
  machineTimes: async (ctx, token) => {
    const { payload } = await verifyMachineToken(ctx, token)
    return [payload.expiration, payload.created_at]
  },
}

/** Runs the official SDK without the waits between its attempts, which no option turns off. */
async function hurried<T>(run: () => Promise<T>): Promise<T> {
  vi.stubGlobal('setTimeout', setImmediate)
  try {
    return await run()
  } finally {
    vi.stubGlobal('setTimeout', realSetTimeout)
  }
}

const realSetTimeout = setTimeout

/** The results of the official SDK and of clerklet for one input. */
interface Expected {
  official: unknown
  ours: unknown
}

/** The rows of the table in `docs/differences.md` that the tests below name. */
const tested = new Set<string>()

/** Declares two tests of a row: one fails when the official SDK changes, the other one when clerklet changes. */
function differs(
  row: string,
  input: string,
  run: (sdk: Sdk) => Promise<unknown>,
  { official, ours }: Expected,
): void {
  tested.add(row)
  test(`${row} ${input}: the official SDK`, async () => {
    expect(await settled(() => run(OFFICIAL))).toEqual(official)
  })
  test(`${row} ${input}: ours`, async () => {
    expect(await settled(() => run(OURS))).toEqual(ours)
  })
}

async function settled(run: () => Promise<unknown>): Promise<unknown> {
  try {
    return await run()
  } catch (error) {
    const { name, reason } = error as { name: string; reason?: string }
    return `throws ${reason ?? name}`
  }
}

/** Returns a line such as `signed-out token-invalid`. The token type is added, unless it is `session_token`. */
function decision({ status, tokenType, reason }: AnyState): string {
  return [status, tokenType === 'session_token' ? '' : tokenType, reason].filter(Boolean).join(' ')
}

/** Returns the return URL of the handshake that a state begins; null without a handshake. */
function redirectUrl({ headers }: AnyState): string | null {
  return new URL(headers.get('location') ?? 'none:').searchParams.get('redirect_url')
}

const prod = (over: object = {}): AuthenticateContext => ({
  publishableKey: PROD.key,
  secretKey: 'sk_live_differences',
  jwtKey: instance.pem,
  ...over,
})

const dev = (over: object = {}): AuthenticateContext =>
  prod({ publishableKey: DEV.key, secretKey: 'sk_test_differences', ...over })

let contexts = 0

/** Makes a context without `jwtKey`, whose secret key is new, so that no keys are cached for it. */
const fresh = (): AuthenticateContext =>
  prod({ jwtKey: undefined, secretKey: `sk_live_fresh_${contexts++}`, sleep: async () => {} })

/** Sets the response of the API to every request. Returns the requested URLs. */
function api(answer: () => Response): string[] {
  const urls: string[] = []
  vi.stubGlobal('fetch', async (url: string | URL) => {
    urls.push(`${url}`)
    return answer()
  })
  return urls
}

const bearer = (token: string, url?: string) => fetched(url, { token })

/** Makes a page request with the cookie `__client_uat` and no session token, for which a handshake begins. */
const arriving = (url?: string, headers: Record<string, string> = {}) =>
  page(url, { cookies: { __client_uat: 5 }, headers })

const inCookie = (token: string) =>
  page(undefined, { cookies: { __session: token, __client_uat: 5 } })

const m2m = (over: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  instance.sign(claims({ sub: 'mch_1', jti: 'mt_1', azp: undefined, ...over }), {
    cat: CATEGORY.m2m,
    ...header,
  })

const oauth = (over: Record<string, unknown> = {}) =>
  instance.sign(claims({ jti: 'oat_1', client_id: 'client_1', ...over }), { typ: 'at+jwt' })

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  for (const method of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation(() => {})
  }
  api(() => Response.json({}, { status: 404 }))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

describe('the table in the documentation', () => {
  const document = new URL('../../../../packages/clerklet/docs/differences.md', import.meta.url)
  const rows = readFileSync(document, 'utf8')
    .split('\n')
    .flatMap((line) => /^\| (H-\d+) \|/.exec(line)?.[1] ?? [])

  test('has each row once, in order', () => {
    const numbers = rows.map((row) => Number(row.slice(2)))
    expect(numbers.length).toBeGreaterThan(10)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  test('has a test of both sides for every row', () => {
    expect(rows.filter((row) => !tested.has(row))).toEqual([])
  })

  test('has a row for every test', () => {
    expect([...tested].filter((row) => !rows.includes(row))).toEqual([])
  })
})

describe('no longer different', () => {
  test.each([
    ['a token of a JWT template', { cat: CATEGORY.template }, {}, 'signed-out token-type-mismatch'],
    ['an M2M JWT', { cat: CATEGORY.m2m }, { sub: 'mch_1', azp: undefined }, 'signed-in m2m_token'],
    ['an OAuth JWT', { typ: 'at+jwt' }, { azp: undefined }, 'signed-in oauth_token'],
  ])('%s, accepting any, under authorizedParties', async (_, header, over, expected) => {
    const token = await instance.sign(claims(over), header)
    const options = { acceptsToken: 'any', authorizedParties: ['https://example.com'] }
    const decisions = [OFFICIAL, OURS].map(async (sdk) =>
      decision(await sdk.authenticate(prod(), bearer(token), options)),
    )
    const [official, ours] = await Promise.all(decisions)
    expect(ours).toBe(official)
    expect(ours).toBe(expected)
  })
})

describe('tokens', () => {
  const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url')
  const header = { alg: 'RS256', typ: 'JWT' }
  const payloadOfNull = `${part(header)}.${part(null)}.AAAA`
  const headerOfNull = `${part(null)}.${part({})}.AAAA`
  const refused = 'signed-out token-invalid'
  const inHeader = (token: string, options?: object) => async (sdk: Sdk) =>
    decision(await sdk.authenticate(prod(), bearer(token), options))

  differs(
    'H-2',
    'a payload of null in a cookie',
    async (sdk) => decision(await sdk.authenticate(prod(), inCookie(payloadOfNull))),
    { official: 'throws TypeError', ours: refused },
  )
  differs('H-2', 'a payload of null in the header', inHeader(payloadOfNull), {
    official: 'signed-out token-invalid-signature',
    ours: refused,
  })
  differs('H-2', 'a header of null', inHeader(headerOfNull), {
    official: 'signed-out unexpected-error',
    ours: refused,
  })
  differs(
    'H-2',
    'a header of null, accepting any',
    inHeader(headerOfNull, { acceptsToken: 'any' }),
    { official: 'throws TypeError', ours: refused },
  )
  differs('H-2', 'a header that is a list', inHeader(`${part([])}.${part({})}.AAAA`), {
    official: 'signed-out token-invalid-algorithm',
    ours: refused,
  })

  differs(
    'H-18',
    'a token with a crit header',
    async (sdk) => {
      const token = await instance.sign(claims(), { crit: ['exp'] })
      return decision(await sdk.authenticate(prod(), bearer(token)))
    },
    { official: 'signed-in', ours: refused },
  )

  differs(
    'H-28',
    'a token that is not UTF-8',
    async (sdk) => {
      const json = JSON.stringify(claims({ name: 'Zo?' })).replace('?', '\xeb')
      const token = await instance.sign(Buffer.from(json, 'latin1'))
      return decision(await sdk.authenticate(prod(), bearer(token)))
    },
    { official: 'signed-in', ours: refused },
  )

  differs(
    'H-39',
    'a token of more than 64 kB',
    async (sdk) => {
      const token = await instance.sign(claims({ filler: 'x'.repeat(65_536) }))
      return decision(await sdk.authenticate(prod(), bearer(token)))
    },
    { official: 'signed-in', ours: refused },
  )

  for (const [scheme, official] of [
    ['bearer ', 'signed-out session-token-and-uat-missing'],
    ['Bearer  ', refused],
  ] as const) {
    differs(
      'H-42',
      `the scheme ${JSON.stringify(scheme)}`,
      async (sdk) => {
        const headers = { authorization: scheme + (await instance.sign(claims())) }
        return decision(await sdk.authenticate(prod(), fetched(undefined, { headers })))
      },
      { official, ours: 'signed-in' },
    )
  }

  const withClaims = (over: Record<string, unknown>) => async (sdk: Sdk) =>
    decision(await sdk.authenticate(prod(), inCookie(await instance.sign(claims(over)))))
  const expired = 'handshake session-token-expired-refresh-non-eligible-no-refresh-cookie'

  differs('H-27', 'an nbf beyond all dates', withClaims({ nbf: 1e15 }), {
    official: 'signed-in',
    ours: 'handshake session-token-nbf',
  })
  differs('H-27', 'an iat beyond all dates', withClaims({ iat: 1e15 }), {
    official: 'signed-in',
    ours: 'handshake session-token-iat-in-the-future',
  })
  // The default clock tolerance is five seconds.
  differs('H-27', 'a fraction of a second of exp', withClaims({ exp: SECONDS - 4.5 }), {
    official: expired,
    ours: 'signed-in',
  })
  differs('H-27', 'an iat of null', withClaims({ iat: null }), {
    official: 'handshake session-token-iat-before-client-uat',
    ours: 'signed-out token-verification-failed',
  })

  differs(
    'H-11',
    'a fea claim without a colon',
    async (sdk) => {
      const token = await instance.sign(
        claims({ v: 2, fea: 'x', o: { id: 'org_1', rol: 'admin', per: 'read', fpm: '1' } }),
      )
      const state = await sdk.authenticate(prod(), inCookie(token))
      return [decision(state), (state.toAuth() as { orgPermissions: unknown }).orgPermissions]
    },
    { official: ['signed-out unexpected-error', null], ours: ['signed-in', []] },
  )
})

describe('keys', () => {
  const sign = () => instance.sign(claims({ exp: SECONDS + 9_999 }))

  differs(
    'H-5',
    'the JWKS is loaded for three unknown key ids in a row',
    async (sdk) => {
      const urls = api(() => Response.json({ keys: [instance.jwk] }))
      const ctx = fresh()
      await sdk.verify(ctx, await sign())
      for (const kid of ['ins_2', 'ins_3', 'ins_4']) {
        const token = await instance.sign(claims(), { kid })
        await expect(sdk.verify(ctx, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
      }
      return urls.length
    },
    { official: 4, ours: 1 },
  )
  differs(
    'H-5',
    'the JWKS is requested again when the API refuses',
    async (sdk) => {
      const errors = [{ code: 'authentication_invalid', message: 'No.' }]
      const urls = api(() => Response.json({ errors }, { status: 401 }))
      await expect(sdk.verify(fresh(), await sign())).rejects.toMatchObject({
        reason: 'jwk-remote-failed-to-load',
      })
      return urls.length
    },
    { official: 5, ours: 1 },
  )
  differs(
    'H-5',
    'a key is replaced under its id',
    async (sdk) => {
      const ctx = fresh()
      api(() => Response.json({ keys: [stranger.jwk] }))
      await sdk.verify(ctx, await stranger.sign(claims({ exp: SECONDS + 9_999 })))
      api(() => Response.json({ keys: [instance.jwk] }))
      vi.setSystemTime(NOW + 31_000)
      await sdk.verify(ctx, await sign())
      return 'verified'
    },
    { official: 'throws token-invalid-signature', ours: 'verified' },
  )

  differs(
    'H-38',
    'the API cannot be reached six minutes after the load of the keys',
    async (sdk) => {
      const ctx = fresh()
      api(() => Response.json({ keys: [instance.jwk] }))
      await sdk.verify(ctx, await sign())
      api(() => Response.json({}, { status: 503 }))
      vi.setSystemTime(NOW + 360_000)
      await sdk.verify(ctx, await sign())
      return 'verified'
    },
    { official: 'throws jwk-remote-failed-to-load', ours: 'verified' },
  )

  differs(
    'H-6',
    'an error page in place of the JWKS',
    async (sdk) => {
      api(() => new Response('<html>', { status: 503 }))
      return sdk.verify(fresh(), await sign())
    },
    { official: 'throws SyntaxError', ours: 'throws jwk-remote-failed-to-load' },
  )

  const withPem =
    (jwtKey: string, by = instance) =>
    async (sdk: Sdk) => {
      await sdk.verify(prod({ jwtKey }), await by.sign(claims()))
      return 'verified'
    }
  const mismatch = 'throws token-invalid-signature'
  differs(
    'H-7',
    'a PEM key with escaped line breaks',
    withPem(instance.pem.replace(/\n/g, '\\n')),
    {
      official: mismatch,
      ours: 'verified',
    },
  )
  differs('H-7', 'a malformed PEM key', withPem('nonsense'), {
    official: mismatch,
    ours: 'throws ClerkConfigError',
  })
  differs(
    'H-7',
    'a PEM key of 3072 bits',
    async (sdk) => {
      const large = await signer('ins_1', 3072)
      return withPem(large.pem, large)(sdk)
    },
    { official: mismatch, ours: 'verified' },
  )

  differs(
    'H-19',
    'a key of 1024 bits in the JWKS',
    async (sdk) => {
      const small = await signer('ins_1', 1024)
      api(() => Response.json({ keys: [small.jwk] }))
      await sdk.verify(fresh(), await small.sign(claims()))
      return 'verified'
    },
    { official: 'verified', ours: 'throws token-verification-failed' },
  )
})

describe('machine tokens', () => {
  const OPAQUE = { api_key: 'ak_1', m2m_token: 'mt_1', oauth_token: 'oat_1' }
  const answer = (over: object = {}) => ({
    id: 'id_1',
    subject: 'user_1',
    scopes: [],
    claims: null,
    name: 'a name',
    client_id: 'client_1',
    revoked: false,
    expired: false,
    ...over,
  })
  const asking = (token: string, answered: () => Response) => async (sdk: Sdk) => {
    api(answered)
    return decision(await sdk.authenticate(prod(), bearer(token), { acceptsToken: 'any' }))
  }

  describe.each(Object.entries(OPAQUE))('%s', (type, token) => {
    const taken = `signed-in ${type}`
    for (const over of [
      { revoked: true },
      { expired: true },
      { active: false },
      { subject: null },
    ]) {
      differs(
        'H-4',
        `a response 200 with ${JSON.stringify(over)}`,
        asking(token, () => Response.json(answer(over))),
        { official: taken, ours: `signed-out ${type} token-invalid` },
      )
    }

    differs(
      'H-25',
      'HTML in place of the response',
      asking(token, () => new Response('<html>', { headers: { 'content-type': 'text/html' } })),
      { official: taken, ours: `signed-out ${type} unexpected-error` },
    )

    differs(
      'H-26',
      'an opaque token with two dots',
      asking(`${token}.b.c`, () => Response.json(answer())),
      { official: 'signed-out m2m_token token-invalid', ours: taken },
    )
  })

  differs(
    'H-25',
    'a response whose content type names a charset',
    async (sdk) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' }
      api(() => new Response(JSON.stringify(answer()), { headers }))
      const options = { acceptsToken: 'oauth_token' }
      const state = await sdk.authenticate(prod(), bearer(OPAQUE.oauth_token), options)
      return [state.status, (state.toAuth() as { userId?: string }).userId]
    },
    { official: ['signed-in', undefined], ours: ['signed-in', 'user_1'] },
  )

  differs(
    'H-8',
    'an M2M JWT of an instance without categories',
    async (sdk) => {
      const token = await m2m({}, { cat: CATEGORY.optedOut })
      return decision(await sdk.authenticate(prod(), bearer(token), { acceptsToken: 'any' }))
    },
    { official: 'signed-out m2m_token token-invalid', ours: 'signed-in m2m_token' },
  )

  for (const [type, token] of [
    ['m2m_token', () => m2m({ iss: 'https://clerk.other.com' })],
    ['oauth_token', () => oauth({ iss: 'https://clerk.other.com' })],
  ] as const) {
    differs(
      'H-35',
      `another issuer of an ${type}`,
      async (sdk) => {
        const options = { acceptsToken: 'any', issuer: 'https://clerk.example.com' }
        return decision(await sdk.authenticate(prod(), bearer(await token()), options))
      },
      { official: `signed-in ${type}`, ours: `signed-out ${type} token-verification-failed` },
    )
  }

  for (const aud of [5, true, { a: 'a' }, ['a', 5]]) {
    differs(
      'H-36',
      `an M2M JWT with aud ${JSON.stringify(aud)}`,
      async (sdk) => {
        const options = { acceptsToken: 'any', audience: 'a' }
        return decision(await sdk.authenticate(prod(), bearer(await m2m({ aud })), options))
      },
      { official: 'signed-in m2m_token', ours: 'signed-out m2m_token token-verification-failed' },
    )
  }

  differs(
    'H-37',
    'the times of an opaque OAuth token',
    async (sdk) => {
      const object = 'clerk_idp_oauth_access_token'
      const times = { expiration: SECONDS + 60, created_at: SECONDS, updated_at: SECONDS }
      api(() => Response.json(answer({ object, ...times })))
      return sdk.machineTimes(prod(), OPAQUE.oauth_token)
    },
    { official: [SECONDS + 60, SECONDS], ours: [NOW + 60_000, NOW] },
  )

  const scopesOf = (token: () => Promise<string>) => async (sdk: Sdk) => {
    const state = await sdk.authenticate(prod(), bearer(await token()), { acceptsToken: 'any' })
    return (state.toAuth() as { scopes: unknown }).scopes
  }
  differs(
    'H-16',
    'an M2M JWT with an aud that is a text',
    scopesOf(() => m2m({ aud: 'mch_2' })),
    {
      official: 'mch_2',
      ours: ['mch_2'],
    },
  )
  differs(
    'H-16',
    'an M2M JWT with scopes that are a number',
    scopesOf(() => m2m({ scopes: 5 })),
    {
      official: 'throws TypeError',
      ours: [],
    },
  )
  differs(
    'H-16',
    'an M2M JWT with scopes that are a list',
    scopesOf(() => m2m({ scopes: ['read', 'write', 5] })),
    {
      official: 'throws TypeError',
      ours: ['read', 'write'],
    },
  )
  differs(
    'H-16',
    'an OAuth JWT with a scope that is a number',
    scopesOf(() => oauth({ scope: 5 })),
    {
      official: 'throws TypeError',
      ours: [],
    },
  )
})

describe('requests', () => {
  const forwarded = (headers: Record<string, string>, url = 'http://10.0.0.5/x') => {
    return async (sdk: Sdk) => redirectUrl(await sdk.authenticate(prod(), arriving(url, headers)))
  }
  const app = { 'x-forwarded-host': 'app.com', 'x-forwarded-proto': 'https' }
  const unchanged = 'http://10.0.0.5/x'

  differs('H-9', 'a path of two slashes', forwarded(app, 'http://10.0.0.5//evil.com/x'), {
    official: 'https://evil.com/x',
    ours: 'https://app.com//evil.com/x',
  })
  for (const protocol of ['javascript', 'ftp', 'file']) {
    differs(
      'H-9',
      `the forwarded protocol ${protocol}`,
      forwarded({ ...app, 'x-forwarded-proto': protocol }),
      { official: `${protocol}://app.com/x`, ours: unchanged },
    )
  }

  for (const [host, official] of [
    ['user@app.com', 'http://user@app.com/x'],
    ['app.com/a', 'http://app.com/x'],
    ['m\xfcnchen.de', 'http://xn--mnchen-3ya.de/x'],
    ['%61pp.com', 'http://app.com/x'],
    ['app.com:', 'http://app.com/x'],
  ] as const) {
    for (const name of ['x-forwarded-host', 'host']) {
      differs('H-23', `${name} ${host}`, forwarded({ [name]: host }), { official, ours: unchanged })
    }
  }
  differs('H-23', 'a list in host', forwarded({ host: 'app.com , b.com' }), {
    official: unchanged,
    ours: 'http://app.com/x',
  })

  for (const [protocol, ours] of [
    ['', 'http://app.com/x'],
    [',https', 'http://app.com/x'],
    ['https , http', 'https://app.com/x'],
  ] as const) {
    differs(
      'H-24',
      `the forwarded protocol ${JSON.stringify(protocol)}`,
      forwarded({ ...app, 'x-forwarded-proto': protocol }),
      { official: unchanged, ours },
    )
  }

  differs(
    'H-41',
    'a forwarded protocol, and no host header',
    forwarded({ 'x-forwarded-proto': 'https' }, 'http://app.com/x'),
    { official: 'http://app.com/x', ours: 'https://app.com/x' },
  )

  for (const [query, official] of [
    ['a=b%20c', 'a=b+c'],
    ['a', 'a='],
    ['a=%7e', 'a=%7E'],
    ['a=%zz', 'a=%25zz'],
    ['&&a=1', 'a=1'],
  ]) {
    const at = (url: string) => `https://example.com/x?${url}`
    differs('H-15', `the query ${query} in redirect_url`, forwarded({}, at(`${query}`)), {
      official: at(`${official}`),
      ours: at(`${query}`),
    })
  }
  differs(
    'H-15',
    'a space in the query, coming back from a handshake in development',
    async (sdk) => {
      const session = await instance.sign(devClaims())
      const handshake = await instance.sign({ handshake: [`__session=${session}`] })
      const url = `https://example.com/x?a=b%20c&__clerk_handshake=${handshake}`
      const { headers } = await sdk.authenticate(dev(), page(url))
      return headers.get('location')
    },
    { official: 'https://example.com/x?a=b+c', ours: 'https://example.com/x?a=b%20c' },
  )

  const from = (referer: string, over: object, iss?: string) => async (sdk: Sdk) => {
    const cookies = { __session: await instance.sign(claims(iss ? { iss } : {})), __client_uat: 5 }
    const request = page(undefined, { cookies, headers: { referer } })
    return decision(await sdk.authenticate(prod(over), request))
  }
  const withPort = { publishableKey: `pk_live_${btoa('clerk.example.com:8443$')}` }
  const foreign = 'handshake primary-domain-cross-origin-sync'
  const api8443 = 'https://clerk.example.com:8443'
  differs('H-33', 'a page of a Frontend API with a port', from(`${api8443}/x`, withPort, api8443), {
    official: foreign,
    ours: 'signed-in',
  })
  const proxied = { proxyUrl: 'https://proxy.com/__clerk' }
  differs('H-33', 'a page of https://https, with a proxyUrl', from('https://https/x', proxied), {
    official: 'signed-in',
    ours: foreign,
  })

  differs('H-34', 'an iss with its scheme in capitals', from('', {}, 'HTTPS://clerk.example.com'), {
    official: 'signed-in',
    ours: 'signed-out session-token-and-uat-missing',
  })

  const counted = (count: string) => async (sdk: Sdk) => {
    const cookies = { __client_uat: 5, __clerk_redirect_count: count }
    const state = await sdk.authenticate(prod(), page(undefined, { cookies }))
    return [state.status, /\d*=[^;]*/.exec(state.headers.getSetCookie().join())?.[0]]
  }
  for (const [count, official, ours] of [
    ['4', '=5', undefined],
    ['-5', '=-4', '=1'],
    ['1.5', '=2.5', '=1'],
  ] as const) {
    differs('H-10', `the redirect count ${count}`, counted(count), {
      official: ['handshake', official],
      ours: [ours ? 'handshake' : 'signed-out', ours],
    })
  }

  const back = (url: string) => async (sdk: Sdk) => {
    const asked = `https://example.com/?__clerk_redirect_url=${encodeURIComponent(url)}`
    const cookies = { __clerk_db_jwt: 'dvb_1' }
    const { headers } = await sdk.authenticate(dev(), page(asked, { cookies }))
    return headers.get('location')
  }
  differs('H-11', 'a __clerk_redirect_url that is no URL', back('not a url'), {
    official: 'throws TypeError',
    ours: null,
  })
  differs('H-11', 'a __clerk_redirect_url of another scheme', back('javascript:alert(1)'), {
    official: 'javascript:alert(1)?__clerk_db_jwt=dvb_1&__clerk_synced=true',
    ours: null,
  })
})

describe('handshakes and refreshes', () => {
  for (const [kind, over, header] of [
    ['a JWT template', {}, { cat: CATEGORY.template }],
    ['a machine', { sub: 'mch_1' }, {}],
  ] as const) {
    differs(
      'H-17',
      `the session of ${kind} in a handshake`,
      async (sdk) => {
        const session = await instance.sign(claims(over), header)
        const token = await instance.sign({ handshake: [`__session=${session}`] })
        const cookies = { __clerk_handshake: token }
        return decision(await sdk.authenticate(prod(), page(undefined, { cookies })))
      },
      { official: 'signed-in', ours: 'signed-out session-token-and-uat-missing' },
    )
    differs(
      'H-17',
      `the session of ${kind} in a refresh`,
      async (sdk) => {
        const session = await instance.sign(claims(over), header)
        api(() => Response.json({ object: 'cookies', cookies: [`__session=${session}`] }))
        const cookies = {
          __session: await instance.sign(claims({ exp: SECONDS - 60 })),
          __client_uat: 5,
          [`__refresh_${PROD.suffix}`]: 'refresh',
        }
        return decision(await sdk.authenticate(prod(), page(undefined, { cookies })))
      },
      {
        official: 'signed-in',
        ours: 'handshake session-token-expired-refresh-invalid-session-token',
      },
    )
  }

  for (const directive of [5, null, '__session', 'a\nb=1']) {
    differs(
      'H-29',
      `the directive ${JSON.stringify(directive)}`,
      async (sdk) => {
        const cookies = {
          __clerk_handshake: await instance.sign({ handshake: ['a=1', directive] }),
          __session: await instance.sign(claims()),
          __client_uat: 5,
        }
        const state = await sdk.authenticate(prod(), page(undefined, { cookies }))
        return [decision(state), state.headers.getSetCookie()]
      },
      {
        official: ['signed-in', []],
        ours: ['signed-out session-token-missing', ['a=1']],
      },
    )
  }
})

describe('cookies that the browser refuses', () => {
  differs(
    'H-43',
    'five rounds of a handshake in a cross-site iframe',
    async (sdk) => {
      let url = 'https://example.com/'
      const statuses: string[] = []
      for (let round = 0; round < 5; round++) {
        const request = fetched(url, {
          cookies: { __client_uat: 5 },
          headers: { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' },
        })
        const state = await sdk.authenticate(prod(), request)
        statuses.push(state.status)
        url = redirectUrl(state) ?? url
      }
      return statuses
    },
    {
      official: Array(5).fill('handshake'),
      ours: ['handshake', 'handshake', 'handshake', 'signed-out', 'signed-out'],
    },
  )
})

describe('auth objects', () => {
  differs(
    'H-12',
    'a slash in the name of a template',
    async (sdk) => {
      const urls = api(() => Response.json({ object: 'token', jwt: 'jwt' }))
      const state = await sdk.authenticate(prod(), bearer(await instance.sign(claims())))
      const { getToken } = state.toAuth() as { getToken(options: object): Promise<string> }
      await getToken({ template: 'a/b' })
      return new URL(urls[0] ?? '').pathname
    },
    { official: '/v1/sessions/sess_1/tokens/a/b', ours: '/v1/sessions/sess_1/tokens/a%2Fb' },
  )

  differs(
    'H-13',
    'debug output of the machine secret key and of cookies',
    async (sdk) => {
      const ctx = prod({ machineSecretKey: 'ak_machine_secret' })
      const request = inCookie(await instance.sign(claims()))
      const state = await sdk.authenticate(ctx, request)
      const { debug } = state.toAuth() as { debug?(): { clerkRequest: unknown } }
      // In clerklet, `debugState` is a separate function that reads no request.
      const shown: unknown = debug ? debug() : debugState(state as never, ctx)
      const headers = debug ? JSON.stringify(debug().clerkRequest) : ''
      return [JSON.stringify(shown).includes('ak_machine_secret'), headers.includes('__session=ey')]
    },
    { official: [true, true], ours: [false, false] },
  )
})

describe('options', () => {
  const signedIn = async (sdk: Sdk, ctx: object, options: object = {}) =>
    decision(await sdk.authenticate(prod(ctx), bearer(await instance.sign(claims())), options))

  for (const [option, ours] of [
    [{ authorizedParties: ['https://x.com'] }, 'signed-out token-invalid-authorized-parties'],
    [{ acceptsToken: 'api_key' }, 'signed-out api_key token-type-mismatch'],
    [{ headerType: 'other' }, 'signed-out token-invalid'],
  ] as const) {
    differs('H-14', `${JSON.stringify(option)} on the client`, (sdk) => signedIn(sdk, option), {
      official: 'signed-in',
      ours,
    })
  }

  const misconfigured = 'throws ClerkConfigError'
  for (const [options, official] of [
    [{ authorizedParties: 'https://example.com https://x.com' }, 'signed-in'],
    [{ authorizedParties: new Set(['https://example.com']) }, 'signed-out unexpected-error'],
    [{ authorizedParties: [undefined] }, 'signed-out token-invalid-authorized-parties'],
    [{ audience: 5 }, 'signed-in'],
    [{ audience: '' }, 'signed-in'],
    [{ acceptsToken: 'session' }, 'signed-out session token-type-mismatch'],
    [{ clockSkewInMs: '5000' }, 'signed-in'],
    [{ organizationSyncOptions: { organizationPatterns: [5] } }, 'signed-in'],
  ] as const) {
    const [name = '', value] = Object.entries(options)[0] ?? []
    differs('H-20', `${name}: ${inspect(value)}`, (sdk) => signedIn(sdk, {}, options), {
      official,
      ours: misconfigured,
    })
  }

  differs(
    'H-21',
    'an option that does not exist',
    (sdk) => signedIn(sdk, {}, { authorisedParties: ['https://x.com'] }),
    { official: 'signed-in', ours: misconfigured },
  )

  differs(
    'H-40',
    'an organization pattern that can take exponential time',
    (sdk) =>
      signedIn(
        sdk,
        {},
        { organizationSyncOptions: { organizationPatterns: ['/((?:a+)+)/:slug'] } },
      ),
    { official: 'signed-in', ours: misconfigured },
  )

  differs(
    'H-22',
    'isSatellite, true on the client and false in the call',
    async (sdk) => {
      const ctx = prod({ isSatellite: true, domain: 'satellite.com' })
      const { headers } = await sdk.authenticate(ctx, arriving(), { isSatellite: false })
      return new URL(headers.get('location') ?? '').host
    },
    { official: 'clerk.satellite.com', ours: 'clerk.example.com' },
  )

  differs(
    'H-30',
    'a publishable key for secretKey',
    (sdk) => signedIn(sdk, { secretKey: PROD.key }),
    {
      official: 'signed-in',
      ours: misconfigured,
    },
  )

  differs('H-44', 'no secret key, with jwtKey', (sdk) => signedIn(sdk, { secretKey: undefined }), {
    official: 'throws Error',
    ours: 'signed-in',
  })

  differs(
    'H-45',
    'a handshake whose nonce meets an outage of the API',
    async (sdk) => {
      api(() => Response.json({}, { status: 500 }))
      const back = page('https://example.com/?__clerk_handshake_nonce=nonce_1')
      return decision(await sdk.authenticate(prod({ retry: 0 }), back))
    },
    { official: 'signed-out session-token-missing', ours: 'signed-out unexpected-error' },
  )

  differs(
    'H-46',
    'an OAuth JWT while the keys of the instance cannot be loaded',
    async (sdk) => {
      api(() => Response.json({}, { status: 503 }))
      const ctx = prod({ jwtKey: undefined, secretKey: 'sk_live_h46', retry: 0 })
      const request = bearer(await oauth())
      return decision(await sdk.authenticate(ctx, request, { acceptsToken: 'oauth_token' }))
    },
    {
      official: 'signed-out oauth_token token-verification-failed',
      ours: 'signed-out oauth_token jwk-remote-failed-to-load',
    },
  )

  differs(
    'H-47',
    'the header that says why',
    async (sdk) => {
      const options = { authorizedParties: ['https://admin.internal'] }
      const request = bearer(await instance.sign(claims()))
      const { headers } = await sdk.authenticate(prod(), request, options)
      return `${headers.get('x-clerk-auth-message')?.includes('admin.internal')}`
    },
    { official: 'true', ours: 'false' },
  )

  differs(
    'H-48',
    'an API key that the API cannot read',
    async (sdk) => {
      api(() => Response.json({ errors: [{ code: 'form_invalid' }] }, { status: 422 }))
      const request = bearer('ak_malformed')
      return decision(await sdk.authenticate(prod(), request, { acceptsToken: 'api_key' }))
    },
    {
      official: 'signed-out api_key unexpected-error',
      ours: 'signed-out api_key token-invalid',
    },
  )

  for (const host of ['clerk.example.com/x', 'user@clerk.example.com', 'clerk.example.com?x']) {
    differs(
      'H-31',
      `a publishable key of ${host}`,
      (sdk) => signedIn(sdk, { publishableKey: `pk_live_${btoa(`${host}$`)}` }),
      { official: 'signed-in', ours: misconfigured },
    )
  }
  differs(
    'H-31',
    'a proxyUrl without a scheme',
    (sdk) => signedIn(sdk, { proxyUrl: 'proxy.com' }),
    {
      official: 'signed-in',
      ours: misconfigured,
    },
  )

  differs(
    'H-32',
    'the environment of Vercel',
    async (sdk) => {
      vi.stubEnv('VERCEL_TARGET_ENV', 'production')
      vi.stubEnv('VERCEL_PROJECT_PRODUCTION_URL', 'example.vercel.app')
      const { headers } = await sdk.authenticate(prod(), arriving())
      return new URL(headers.get('location') ?? '').host
    },
    { official: 'example.com', ours: 'clerk.example.com' },
  )
})
