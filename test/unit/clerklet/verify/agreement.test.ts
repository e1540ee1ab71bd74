import { createClerkClient } from '@clerk/backend'
import { expect, test, vi } from 'vitest'
import {
  type AuthenticateContext,
  type AuthenticateRequestOptions,
  authenticateRequest,
} from '../../../../packages/clerklet/src/verify/index.ts'
import { choices, seeded } from '../../../fixtures/random.ts'
import { DEV, DEV_FAPI, instance, PROD, PROD_FAPI, stranger } from './cases/support.ts'

/** `AGREEMENT_SEED=7 AGREEMENT_REQUESTS=20000` repeats a run, or makes a longer one. */
const seed = Number(process.env.AGREEMENT_SEED ?? Math.floor(Math.random() * 1e9))
const requests = Number(process.env.AGREEMENT_REQUESTS ?? 5_000)

/** What the two decide differently on purpose. A difference that none of these explains fails. */
const DELIBERATE: [why: string, applies: (difference: Difference) => boolean][] = [
  [
    'H-3: authorizedParties are about browsers, and machine tokens have no azp',
    ({ theirs, ours, given }) =>
      Boolean(given.options.authorizedParties?.length) &&
      /^signed-in (m2m|oauth)_token/.test(ours) &&
      /^signed-out (m2m|oauth)_token token-verification-failed/.test(theirs),
  ],
  [
    'H-8: an instance that opted out of categories has M2M tokens, too',
    ({ theirs, ours }) =>
      /^signed-(in m2m_token|out m2m_token token-verification-failed)/.test(ours) &&
      theirs.startsWith('signed-out m2m_token token-invalid'),
  ],
]

interface Given {
  ctx: AuthenticateContext
  url: string
  method: string
  headers: Record<string, string>
  options: AuthenticateRequestOptions
}

interface Difference {
  given: Given
  theirs: string
  ours: string
}

const { maybe, pick, mostly } = choices(seeded(seed))

function token(issuer: string): Promise<string> | string {
  if (maybe(0.03)) return pick('junk', 'a.b.c', 'null')
  const now = Math.floor(Date.now() / 1000)
  const age = mostly(10, -120, -3, 0, 70, 3600)
  const organization = pick(
    {},
    { org_id: 'org_1', org_slug: 'acme', org_role: 'org:admin' },
    { v: 2, o: { id: 'org_1', slg: 'acme', rol: 'admin' } },
  )
  const payload = {
    sub: mostly('user_1', 'mch_1', '', undefined),
    sid: mostly('sess_1', undefined),
    iss: mostly<unknown>(issuer, 'https://clerk.other.com', 123, undefined),
    iat: now - age,
    nbf: now - age - pick(0, 10),
    exp: now - age + 60,
    azp: mostly('https://example.com', undefined, 'https://x.com'),
    aud: mostly<unknown>(undefined, 'a', ['a', 'b'], 'c'),
    sts: mostly(undefined, 'active', 'pending'),
    ...organization,
  }
  return mostly(instance, stranger).sign(payload, {
    cat: mostly(
      pick(undefined, 'cl_B7d4PD111AAA'),
      'cl_B7d4PD222AAA',
      'cl_B7d4PD333AAA',
      'cl_I7d4PD111III',
      'cl_x',
    ),
    typ: mostly('JWT', 'at+jwt', undefined, 'x'),
    alg: mostly('RS256', 'none', 'HS256'),
  })
}

async function generate(): Promise<Given> {
  const [key, issuer] = pick([PROD, PROD_FAPI] as const, [DEV, DEV_FAPI] as const)
  const now = Math.floor(Date.now() / 1000)
  const uat = () => mostly(`${now - 1000}`, '0', `${now - 5}`, `${now + 5}`, 'x', '')
  const cookies: [number, string, () => unknown][] = [
    [0.6, '__session', () => token(issuer)],
    [0.5, `__session_${key.suffix}`, () => token(issuer)],
    [0.7, '__client_uat', uat],
    [0.6, `__client_uat_${key.suffix}`, uat],
    [0.6, '__clerk_db_jwt', () => 'dvb_plain'],
    [0.4, `__clerk_db_jwt_${key.suffix}`, () => 'dvb_suffixed'],
    [0.15, '__clerk_redirect_count', () => pick('0', '1', '2', '3')],
  ]
  const pairs: string[] = []
  for (const [probability, name, value] of cookies) {
    if (maybe(probability)) pairs.push(`${name}=${await value()}`)
  }
  const scheme = mostly('Bearer ', '', 'Basic ', 'bearer ')
  const headers = Object.entries({
    cookie: pairs.join('; '),
    authorization: maybe(0.35) ? scheme + (await token(issuer)) : '',
    'sec-fetch-dest': pick('document', 'document', 'document', 'iframe', 'empty', 'image', ''),
    accept: pick('', '', 'text/html', '*/*', 'text/html,application/xhtml+xml'),
    referer: mostly(
      '',
      'https://example.com/x',
      'https://other.com/x',
      'https://accounts.example.com/y',
      'https://foo-bar-1.accounts.dev/',
      'https://foo-bar-1.clerk.accounts.dev/',
      'nonsense',
    ),
    'x-forwarded-host': mostly('', 'app.example.org', 'a.com, b.com', 'example.com'),
    'x-forwarded-proto': mostly('', 'https', 'http', 'https,http'),
  }).filter(([, value]) => value)
  const query = [
    pick('', 'a=1', 'a=b+c&d'),
    mostly('', '__clerk_db_jwt=dvb_query'),
    mostly('', '__clerk_synced=true', '__clerk_synced=false', '__clerk_synced=x'),
    mostly('', '__clerk_redirect_url=https%3A%2F%2Fsat.com%2Fp%3Fx%3D1'),
  ].filter(Boolean)
  const satellite = {
    isSatellite: true,
    domain: 'sat.com',
    signInUrl: 'https://primary.com/sign-in',
    satelliteAutoSync: pick(undefined, true, false),
  }
  const patterns = { organizationPatterns: ['/orgs/:slug', '/by/:id', '/by/:id/(.*)'] }
  const options = {
    authorizedParties: mostly(undefined, [], ['https://example.com'], ['https://x.com']),
    audience: mostly<unknown>(undefined, 'a', ['b'], 'z'),
    clockSkewInMs: mostly(undefined, 0, 10_000),
    acceptsToken: pick<unknown>(
      undefined,
      undefined,
      'any',
      'session_token',
      'api_key',
      ['session_token', 'm2m_token'],
      ['api_key', 'oauth_token'],
    ),
    organizationSyncOptions: pick(undefined, { ...patterns, personalAccountPatterns: ['/me'] }),
    proxyUrl: mostly(undefined, 'https://proxy.com/__clerk', '/__clerk'),
    ...(maybe(0.2) && satellite),
  } as AuthenticateRequestOptions
  const path = pick('/', '/p', '/orgs/acme', '/orgs/zzz', '/by/org_1/x', '/me')
  return {
    ctx: {
      secretKey: key === PROD ? 'sk_live_agreement' : 'sk_test_agreement',
      publishableKey: key.key,
      jwtKey: instance.pem,
    },
    url: `${pick('https://example.com', 'http://localhost:3000')}${path}${query.length ? '?' : ''}${query.join('&')}`,
    method: mostly('GET', 'POST', 'HEAD'),
    headers: Object.fromEntries(headers),
    options: Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  }
}

interface AnyState {
  status: string
  tokenType: string | null
  reason: string | null
  headers: Headers
  toAuth(): unknown
}

/** What was decided, with the queries of URLs in one spelling: we leave `?a` alone where the official SDK writes `?a=`. */
async function decided(decide: () => Promise<AnyState>): Promise<string> {
  try {
    const { status, tokenType, reason, headers, toAuth } = bound(await decide())
    const auth = (toAuth() ?? {}) as Record<string, unknown>
    return [
      status,
      tokenType,
      reason,
      spelled(headers.get('location')),
      headers.getSetCookie().join(),
      auth.userId ?? '',
      auth.orgId ?? '',
      auth.orgRole ?? '',
    ].join(' ')
  } catch (error) {
    return `throws ${error}`
  }
}

function bound(found: AnyState): AnyState {
  const { status, tokenType, reason, headers } = found
  return { status, tokenType, reason, headers, toAuth: () => found.toAuth() }
}

function spelled(location: string | null): string {
  if (!location) return ''
  const url = new URL(location)
  const back = url.searchParams.get('redirect_url')
  if (back) {
    const parsed = new URL(back)
    parsed.search = `${new URLSearchParams(parsed.search)}`
    url.searchParams.set('redirect_url', parsed.href)
  }
  return url.href
}

test(`the official SDK decides the same (AGREEMENT_SEED=${seed})`, {
  timeout: 600_000,
}, async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation(() => {})
  }
  const unexplained: Difference[] = []
  const statuses = new Set<string>()
  for (let count = 0; count < requests; count++) {
    const given = await generate()
    const { ctx, url, method, headers, options } = given
    const request = () => new Request(url, { method, headers })
    const theirs = await decided(
      () =>
        createClerkClient(ctx as Parameters<typeof createClerkClient>[0]).authenticateRequest(
          request(),
          // Names and types of the options are theirs; only exactOptionalPropertyTypes is not.
          options as never,
        ) as unknown as Promise<AnyState>,
    )
    const ours = await decided(() => authenticateRequest(ctx, request(), options))
    statuses.add(ours.split(' ', 1)[0] ?? '')
    const difference = { given, theirs, ours }
    if (theirs !== ours && !DELIBERATE.some(([, applies]) => applies(difference))) {
      unexplained.push(difference)
    }
  }
  expect(unexplained).toEqual([])
  expect([...statuses].sort()).toEqual(['handshake', 'signed-in', 'signed-out'])
})
