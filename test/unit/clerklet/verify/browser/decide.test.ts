import { describe, expect, test } from 'vitest'
import { decide, decideBrowser } from '#clerklet/verify/browser/decide.ts'
import { decideRefused } from '#clerklet/verify/browser/decideRefused.ts'
import { decideVerified } from '#clerklet/verify/browser/decideVerified.ts'
import type { Answer, Decision } from '#clerklet/verify/browser/decision.ts'
import type { HeaderFacts, RequestFacts } from '#clerklet/verify/browser/readRequest.ts'
import type { Settings } from '#clerklet/verify/browser/settings.ts'
import type { UnverifiedSession } from '#clerklet/verify/token/session.ts'

const PRODUCTION: Settings = {
  instance: { instanceType: 'production', frontendApi: 'clerk.example.com' },
}
const DEVELOPMENT: Settings = {
  instance: { instanceType: 'development', frontendApi: 'happy-otter-12.clerk.accounts.dev' },
}
const CLAIMS = { sub: 'user_1', sid: 'sess_1', exp: 200, iat: 100, azp: 'https://example.com' }
const COOKIES = 'cookies: plain (rule 3)'

function session(over: Partial<UnverifiedSession> = {}): UnverifiedSession {
  const unverified = { token: 'a.b.c', claims: CLAIMS, isSession: true }
  return { ...unverified, decoded: undefined, cacheScope: undefined, ...over }
}

/** The facts of a request without a token in the header. */
function header(over: Partial<HeaderFacts> = {}): HeaderFacts {
  return { headerToken: undefined, machineType: undefined, ...over }
}

interface PageFacts extends Omit<Partial<RequestFacts>, 'cookies'> {
  cookies?: Partial<RequestFacts['cookies']>
}

/** The facts of a page request by a browser without cookies. */
function page({ cookies, ...over }: PageFacts = {}): RequestFacts {
  return {
    method: 'GET',
    url: new URL('https://example.com/path'),
    ...header(),
    isNavigation: true,
    isPage: true,
    isFrame: false,
    refusesCookies: false,
    referrer: '',
    redirects: 0,
    handshakeNonce: undefined,
    handshakeToken: undefined,
    synced: undefined,
    satelliteUrl: undefined,
    hasDevBrowserInQuery: false,
    devBrowser: undefined,
    suffix: 'abcdefgh',
    refreshToken: undefined,
    ...over,
    cookies: { session: undefined, clientUat: 0, suffixed: false, rule: 3, ...cookies },
  }
}

const signedIn = { session: session(), clientUat: 50 }

/** The decision as a text: the step or the outcome, and its reason. */
function word(decision: Decision): string {
  if ('step' in decision) return decision.step.kind
  const { answer } = decision
  return 'reason' in answer ? `${answer.kind} ${answer.reason}` : answer.kind
}

function answerOf(decision: Decision): Answer {
  if ('answer' in decision) return decision.answer
  throw new Error(`No answer, but the step ${decision.step.kind}`)
}

describe('decide: the choice of the credential', () => {
  const rows: [string, Partial<HeaderFacts>, Settings['acceptsToken'], string][] = [
    ['none, for a list without sessions', {}, ['api_key'], 'unmatched'],
    ['none, for a kind of machine', {}, 'api_key', 'machineSignedOut No token in header'],
    [
      'a session, for a kind of machine',
      { headerToken: session() },
      'api_key',
      'machineSignedOut token-type-mismatch',
    ],
    [
      'an API key, for any',
      { headerToken: session(), machineType: 'api_key' },
      'any',
      'verifyMachineToken',
    ],
    ['a session', { headerToken: session() }, undefined, 'verifyHeaderToken'],
    [
      'a JWT of a template',
      { headerToken: session({ isSession: false }) },
      undefined,
      'signedOut token-type-mismatch',
    ],
    ['none', {}, undefined, 'readCookies'],
    ['none, for any', {}, 'any', 'readCookies'],
  ]
  test.each(rows)('behavior: %s', (_, facts, acceptsToken, expected) => {
    expect(word(decide(header(facts), { ...PRODUCTION, acceptsToken }))).toBe(expected)
  })
})

describe('decideBrowser: the rows for cookies', () => {
  const satellite = { ...PRODUCTION, isSatellite: true, domain: 'satellite.com' }
  const found = { devBrowser: 'dvb_1' }
  const rows: [string, PageFacts, Settings, string, string[]?][] = [
    ['1 a nonce', { handshakeNonce: 'n' }, PRODUCTION, 'resolveHandshake', []],
    ['1 a token, before 4', { handshakeToken: 't' }, DEVELOPMENT, 'resolveHandshake', []],
    [
      '2 without cookies, no automatic sync',
      {},
      satellite,
      'signedOut session-token-and-uat-missing',
      [COOKIES, 'satellite without cookies'],
    ],
    [
      '2 without cookies',
      {},
      { ...satellite, satelliteAutoSync: true },
      'handshake satellite-needs-syncing',
      [COOKIES, 'satellite without cookies'],
    ],
    [
      '2 asked to, with cookies',
      { synced: 'false', cookies: signedIn },
      satellite,
      'handshake satellite-needs-syncing',
      [COOKIES, 'satellite asked to synchronise'],
    ],
    ['2 is passed with cookies', { cookies: signedIn }, satellite, 'verifyCookie'],
    [
      '2 is passed once synchronised',
      { synced: 'true' },
      { ...satellite, satelliteAutoSync: true },
      'signedOut session-token-and-uat-missing',
    ],
    [
      '3 before 4',
      { satelliteUrl: 'https://satellite.com/', hasDevBrowserInQuery: true, ...found },
      DEVELOPMENT,
      'handshake primary-responds-to-syncing',
    ],
    [
      '3 ignores a value that is no URL',
      { satelliteUrl: 'javascript:1', ...found },
      DEVELOPMENT,
      'signedOut session-token-and-uat-missing',
      [COOKIES, '__clerk_redirect_url is ignored'],
    ],
    [
      '3 is for development',
      { satelliteUrl: 'https://satellite.com/' },
      PRODUCTION,
      'signedOut session-token-and-uat-missing',
    ],
    [
      '4',
      { hasDevBrowserInQuery: true, ...found, cookies: signedIn },
      DEVELOPMENT,
      'handshake dev-browser-sync',
    ],
    ['5', { cookies: signedIn }, DEVELOPMENT, 'handshake dev-browser-missing'],
    ['6', {}, PRODUCTION, 'signedOut session-token-and-uat-missing'],
    [
      '7',
      { cookies: { session: session() } },
      PRODUCTION,
      'handshake session-token-but-no-client-uat',
    ],
    ['8', { cookies: { clientUat: 50 } }, PRODUCTION, 'handshake client-uat-but-no-session-token'],
    [
      '9 the reason comes from verification',
      { cookies: { ...signedIn, session: session({ claims: undefined }) } },
      PRODUCTION,
      'verifyCookie',
    ],
    [
      '10 before 11',
      { cookies: { clientUat: 150, session: session({ isSession: false }) } },
      PRODUCTION,
      'signedOut token-type-mismatch',
    ],
    [
      '11',
      { cookies: { clientUat: 101, session: session() } },
      PRODUCTION,
      'handshake session-token-iat-before-client-uat',
    ],
    [
      '12 as old as the cookies',
      { cookies: { ...signedIn, clientUat: 100 } },
      PRODUCTION,
      'verifyCookie',
    ],
  ]
  test.each(rows)('behavior: row %s', (_, facts, settings, expected, trace = [COOKIES]) => {
    const decision = decideBrowser(page(facts), settings)

    expect(word(decision)).toBe(expected)
    expect(decision.trace).toEqual(trace)
  })

  test.each<[string, Partial<RequestFacts>, object, string]>([
    ['api is set', {}, { api: true }, 'api is set'],
    ['the request is no navigation', { isNavigation: false }, {}, 'not a navigation'],
    ['the browser is in a loop', { redirects: 3 }, {}, 'redirected 3 times in a row'],
  ])('behavior: no handshake when %s', (_, facts, over, why) => {
    const decision = decideBrowser(page({ ...facts, cookies: { clientUat: 50 } }), {
      ...PRODUCTION,
      ...over,
    })

    expect(word(decision)).toBe('signedOut client-uat-but-no-session-token')
    expect(decision.trace.at(-1)).toContain(`client-uat-but-no-session-token: ${why}`)
  })

  test('behavior: a handshake contains the number of redirects and the location', () => {
    const facts = page({ redirects: 2, cookies: { clientUat: 50 } })
    expect(answerOf(decideBrowser(facts, PRODUCTION))).toMatchObject({
      redirects: 3,
      location: expect.stringMatching(/^https:\/\/clerk\.example\.com\/v1\/client\/handshake\?/),
    })
  })
})

describe('decideVerified: the rows after the signature', () => {
  const organizationSyncOptions = { organizationPatterns: ['/orgs/:slug'] }
  const elsewhere = { referrer: 'https://other.com/' }
  const inOrganization = { url: new URL('https://example.com/orgs/acme') }
  const rows: [string, Partial<RequestFacts>, object, object, string, string[]][] = [
    ['13 goes on', {}, {}, { azp: undefined }, 'signedIn', ['the token has no azp']],
    [
      '14',
      elsewhere,
      {},
      {},
      'handshake primary-domain-cross-origin-sync',
      ['cookies: plain (rule 3)'],
    ],
    ['14 is not for satellites', elsewhere, { isSatellite: true }, {}, 'signedIn', []],
    ['14 once', { ...elsewhere, redirects: 1 }, {}, {}, 'signedIn', []],
    [
      "14 not for Clerk's pages",
      { referrer: 'https://clerk.example.com/' },
      {},
      {},
      'signedIn',
      [],
    ],
    [
      '15',
      inOrganization,
      { organizationSyncOptions },
      {},
      'handshake active-organization-mismatch',
      ['cookies: plain (rule 3)'],
    ],
    [
      '15 continues without a handshake',
      { ...inOrganization, isNavigation: false },
      { organizationSyncOptions },
      {},
      'signedIn',
      ['no redirect for active-organization-mismatch: not a navigation'],
    ],
    [
      '15 not for a pending session',
      inOrganization,
      { organizationSyncOptions },
      { sts: 'pending' },
      'signedIn',
      [],
    ],
    [
      '15 the organization is active',
      inOrganization,
      { organizationSyncOptions },
      { org_slug: 'acme' },
      'signedIn',
      [],
    ],
    ['16', {}, {}, {}, 'signedIn', []],
  ]
  test.each(rows)('behavior: row %s', (_, facts, settings, claims, expected, trace) => {
    const decision = decideVerified(page(facts), { ...PRODUCTION, ...settings }, 'a.b.c', {
      ...CLAIMS,
      ...claims,
    })

    expect(word(decision)).toBe(expected)
    expect(decision.trace).toEqual(trace)
  })
})

describe('decideRefused: row 12', () => {
  const refused = (reason: string, facts: PageFacts = {}) =>
    decideRefused(page({ cookies: signedIn, ...facts }), PRODUCTION, { reason, message: 'why' })
  const expired = 'handshake session-token-expired-refresh'

  test.each<[string, PageFacts, string]>([
    ['token-expired', { refreshToken: 'r' }, 'refresh'],
    ['token-expired', {}, `${expired}-non-eligible-no-refresh-cookie`],
    [
      'token-expired',
      { refreshToken: 'r', cookies: { session: session({ claims: { sub: 'user_1' } }) } },
      `${expired}-expired-session-token-missing-sid-claim`,
    ],
    [
      'token-expired',
      { refreshToken: 'r', cookies: { session: session({ claims: undefined }) } },
      `${expired}-expired-session-token-decode-failed`,
    ],
    [
      'token-expired',
      { refreshToken: 'r', method: 'POST', isNavigation: false },
      'signedOut session-token-expired-refresh-non-eligible-non-get',
    ],
    ['token-not-active-yet', {}, 'handshake session-token-nbf'],
    ['token-iat-in-the-future', {}, 'handshake session-token-iat-in-the-future'],
    ['token-invalid-signature', {}, 'signedOut token-invalid-signature'],
    ['unexpected-error', {}, 'signedOut unexpected-error'],
  ])('behavior: %s with %o', (reason, facts, expected) => {
    const decision = refused(reason, facts)

    expect(word(decision)).toBe(expected)
    expect(decision.trace[0]).toBe(`the token is refused: ${reason}`)
  })

  test('behavior: a refresh is in the trace', () => {
    expect(refused('token-expired', { refreshToken: 'r' }).trace).toEqual([
      'the token is refused: token-expired',
      COOKIES,
      'refreshing the token',
    ])
  })
})
