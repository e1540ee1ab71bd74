import { createClerkClient } from '@clerk/backend'
import { expect, onTestFinished, test, vi } from 'vitest'
import { authenticateRequest } from '#clerklet/verify/index.ts'
import {
  type Deliberate,
  fixedCases,
  newCases,
  seed,
  type Told,
  unexplained,
  unused,
} from '#fixtures/agreement.ts'
import { instance, NOW } from './cases/support.ts'
import { type Given, generate, TRAITS, type Trait } from './generated.ts'

/**
 * The number of requests that are the same in every run, and of requests that are new in every run. `AGREEMENT_REQUESTS`
 * replaces the number of new requests.
 */
const REQUESTS = 4_000

/** Returns a condition that is true for requests with the trait. */
const has =
  (trait: Trait) =>
  ({ traits }: Given): boolean =>
    traits.has(trait)

/** The intended differences from the official SDK. An id such as `H-2` names a row of the table in `docs/differences.md`. */
const DELIBERATE: Deliberate<Given> = [
  [
    'a mistake in the configuration is a ClerkConfigError',
    /^throws$/,
    (_, ours, theirs) => ours.throws === CONFIG && theirs.throws === 'Error',
  ],
  [
    'H-2: a payload that is no object is an invalid token',
    /./,
    ({ traits }, ours, theirs) =>
      traits.has('payload of null') &&
      (theirs.throws === 'TypeError' || ours.reason === 'token-invalid'),
  ],
  [
    'H-4: a response 200 may describe an invalid token',
    /./,
    ({ traits }, ours) =>
      traits.has('answer that does not hold') && ours.reason === 'token-invalid',
  ],
  [
    'H-8: an instance that opted out of categories has M2M tokens, too',
    /./,
    (_, ours, theirs) =>
      theirs.tokenType === 'm2m_token' &&
      theirs.reason === 'token-invalid' &&
      (ours.status === 'signed-in' || ours.reason === 'token-verification-failed'),
  ],
  ['H-9: a path is no host', /^(location|redirect_url)$/, has('path of two slashes')],
  ['H-9, H-24: a malformed protocol is ignored', /./, has('malformed protocol')],
  ['H-23: a malformed host is ignored', /./, has('malformed host')],
  ['H-41: a protocol is forwarded without a host', /./, has('forwarded protocol without a host')],
  ['H-10: a redirect counter out of range', /./, has('redirect counter out of range')],
  [
    'H-15: queries are not changed',
    /^(location|redirect_url)$/,
    (_, ours, theirs) =>
      ['location', 'redirect_url'].every((name) => spelled(ours[name]) === spelled(theirs[name])),
  ],
  [
    'H-16: an id is a string, and scopes are a list of strings',
    /^(id|scopes)$/,
    (_, ours, theirs) => ours.status === 'signed-in' && theirs.status === 'signed-in',
  ],
  [
    'H-17: a refreshed session must have the type of a session',
    /./,
    ({ traits }, _, theirs) =>
      traits.has('fresh token of another kind') && theirs.status === 'signed-in',
  ],
  ['H-25: JSON is parsed whatever its type', /./, has('answer that is no JSON by its type')],
  ['H-26: an opaque token may contain dots', /./, has('opaque token with dots')],
  [
    'H-20: an option of the wrong kind is a mistake',
    /./,
    ({ traits }, ours) => traits.has('option of the wrong kind') && ours.throws === CONFIG,
  ],
  [
    'H-7, H-30, H-31: a malformed option is a mistake',
    /./,
    ({ traits }, ours) => traits.has('malformed option') && ours.throws === CONFIG,
  ],
  [
    'H-21: an unknown option is a mistake',
    /./,
    ({ traits }, ours) => traits.has('unknown option') && ours.throws === CONFIG,
  ],
  [
    'H-46: a machine JWT that no key verifies is not refused',
    /^reason$/,
    (_, ours, theirs) =>
      ours.reason === 'jwk-failed-to-resolve' &&
      // For tokens of the difference H-8, the reason of the official SDK is `token-invalid`.
      /^token-(verification-failed|invalid)$/.test(`${theirs.reason}`),
  ],
  [
    'H-48: a token that the API cannot read is invalid',
    /^reason$/,
    (_, ours, theirs) => ours.reason === 'token-invalid' && theirs.reason === 'unexpected-error',
  ],
  ['H-29: a malformed cookie directive', /./, has('directive that is no cookie')],
  [
    'H-35: the issuer of every JWT is checked',
    /./,
    ({ options }, ours) =>
      options.issuer !== undefined &&
      /^(m2m|oauth)_token$/.test(`${ours.tokenType}`) &&
      ours.reason === 'token-verification-failed',
  ],
  [
    'H-36: an aud that cannot be compared is not the expected one',
    /./,
    ({ traits, options }, ours) =>
      options.audience !== undefined &&
      traits.has('M2M JWT') &&
      ours.reason === 'token-verification-failed',
  ],
  [
    'H-33: a Frontend API may have a port',
    /./,
    ({ traits }, _, theirs) =>
      traits.has('page of a Frontend API with a port') &&
      theirs.reason === 'primary-domain-cross-origin-sync',
  ],
  [
    'H-42: Bearer is written in any case, with any number of blanks',
    /./,
    has('other spelling of Bearer'),
  ],
]

/** The error of clerklet for mistakes in the configuration, where the official SDK throws an `Error`. */
const CONFIG = 'ClerkConfigError'

/** Encodes the query of a URL as the official SDK does. */
function spelled(value: unknown): unknown {
  if (typeof value !== 'string' || !URL.canParse(value)) return value
  const url = new URL(value)
  url.search = `${new URLSearchParams(url.search)}`
  return url.href
}

interface AnyState {
  status: string
  tokenType: string | null
  reason: string | null
  headers: Headers
  toAuth(): unknown
}

/** The fields of auth objects that are compared. */
const FIELDS = [
  'isAuthenticated',
  'userId',
  'sessionId',
  'sessionStatus',
  'actor',
  'orgId',
  'orgRole',
  'orgSlug',
  'orgPermissions',
  'factorVerificationAge',
  'id',
  'subject',
  'name',
  'claims',
  'scopes',
  'machineId',
  'clientId',
]

/** Runs a decision. Returns the fields of its state that are compared, or the name of the error that it throws. */
async function told(decide: () => Promise<AnyState>): Promise<Told> {
  try {
    const state = await decide()
    const { status, tokenType, reason, headers } = state
    const auth = (state.toAuth() ?? {}) as Record<string, unknown>
    const { location, redirectUrl } = target(headers.get('location'))
    return {
      status,
      tokenType,
      reason,
      location,
      redirect_url: redirectUrl,
      cookies: headers.getSetCookie(),
      'cache-control': headers.get('cache-control'),
      'access-control-allow-origin': headers.get('access-control-allow-origin'),
      ...Object.fromEntries(FIELDS.map((name) => [name, auth[name]])),
    }
  } catch (error) {
    const { name } = error as Error
    return { status: 'throws', throws: name }
  }
}

/** Separates the return URL of a handshake from the rest of its URL. Each is null when it is missing. */
function target(location: string | null): { location: string | null; redirectUrl: string | null } {
  if (!location) return { location, redirectUrl: null }
  const url = new URL(location)
  const redirectUrl = url.searchParams.get('redirect_url')
  if (redirectUrl) url.searchParams.set('redirect_url', '')
  return { location: redirectUrl ? url.href : location, redirectUrl }
}

/** Returns the `fetch` of both implementations, which responds like the API of the given case. */
function answered({ api }: Given): typeof fetch {
  return async (input) => {
    const url = `${input}`
    if (url.endsWith('/jwks')) return Response.json({ keys: [instance.jwk] })
    const { verify, cookies } = api
    if (url.endsWith('/verify')) {
      if (verify) return new Response(verify.body, verify)
      throw new TypeError('fetch failed')
    }
    if (!cookies) return Response.json({ errors: [{ code: 'a_code' }] }, { status: 422 })
    return Response.json(
      url.includes('/handshake_payload') ? { directives: cookies } : { object: 'cookies', cookies },
    )
  }
}

/** The outcomes that must occur: a status with a token type, or an error for a mistake in the configuration. */
const OUTCOMES = [
  'handshake session_token',
  'signed-in api_key',
  'signed-in m2m_token',
  'signed-in oauth_token',
  'signed-in session_token',
  'signed-out api_key',
  'signed-out m2m_token',
  'signed-out null',
  'signed-out oauth_token',
  'signed-out session_token',
  'throws null',
]

const REASONS = [
  'No token in header',
  'active-organization-mismatch',
  'client-uat-but-no-session-token',
  'dev-browser-missing',
  'dev-browser-sync',
  'primary-domain-cross-origin-sync',
  'primary-responds-to-syncing',
  'satellite-needs-syncing',
  'secret-key-invalid',
  'session-token-and-uat-missing',
  'session-token-but-no-client-uat',
  'session-token-expired-refresh-a_code',
  'session-token-expired-refresh-invalid-session-token',
  'session-token-expired-refresh-non-eligible-no-refresh-cookie',
  'session-token-expired-refresh-non-eligible-non-get',
  'session-token-iat-before-client-uat',
  'session-token-iat-in-the-future',
  'session-token-missing',
  'session-token-nbf',
  'token-invalid',
  'token-invalid-algorithm',
  'token-invalid-authorized-parties',
  'token-invalid-issuer',
  'token-invalid-signature',
  'token-type-mismatch',
  'token-verification-failed',
  'unexpected-error',
]

/** Requests with these traits are never signed in. */
const NEVER_SIGNED_IN: Trait[] = ['option of the wrong kind', 'unknown option']

/** Requests with these traits are rarely signed in, so fewer than `ENOUGH` signed-in requests may have them. */
const HARDLY_SIGNED_IN: Trait[] = ['answer that does not hold', 'malformed option']

/** The minimum number of fixed requests that must have each outcome, each reason and each trait. */
const ENOUGH = 3

test(`the official SDK makes the same decisions (AGREEMENT_SEED=${seed})`, {
  timeout: 600_000,
}, async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation(() => {})
  }
  onTestFinished(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })
  // Stops the clock, so that no token expires between the two decisions.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  const found: object[] = []
  const seen = new Map<string, number>()
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1)
  const rare = (what: string) => (seen.get(what) ?? 0) < ENOUGH
  const compare = async (next: Promise<Given>) => {
    const given = await next
    const { ctx, url, method, headers, options, traits } = given
    vi.stubGlobal('fetch', answered(given))
    const request = () => new Request(url, { method, headers })
    const theirs = await told(
      () =>
        createClerkClient(ctx as Parameters<typeof createClerkClient>[0]).authenticateRequest(
          request(),
          // The cast is needed because of exactOptionalPropertyTypes. The official SDK has the same options.
          options as never,
        ) as unknown as Promise<AnyState>,
    )
    const ours = await told(() => authenticateRequest(ctx, request(), options))
    found.push(...unexplained(DELIBERATE, given, theirs, ours))
    count(`${ours.status} ${ours.tokenType ?? null}`)
    count(`${ours.reason}`)
    for (const trait of traits) {
      count(`${trait}, ${ours.status === 'signed-in' ? 'signed in' : 'not signed in'}`)
    }
  }
  for (const next of fixedCases(generate, REQUESTS)) await compare(next)
  expect(found).toEqual([])
  expect(unused(DELIBERATE)).toEqual([])
  expect([...OUTCOMES, ...REASONS].filter(rare)).toEqual([])
  expect(TRAITS.filter((trait) => rare(`${trait}, not signed in`))).toEqual([])
  const signedInOften = TRAITS.filter(
    (trait) => !HARDLY_SIGNED_IN.includes(trait) && !NEVER_SIGNED_IN.includes(trait),
  )
  expect(signedInOften.filter((trait) => rare(`${trait}, signed in`))).toEqual([])
  expect(NEVER_SIGNED_IN.filter((trait) => seen.has(`${trait}, signed in`))).toEqual([])

  for (const next of newCases(generate, REQUESTS)) await compare(next)
  expect(found).toEqual([])
})
