import { createHash } from 'node:crypto'
import type { AuthenticateContext, AuthenticateRequestOptions } from '#clerklet/verify/index.ts'
import { maybe, mostly, pick } from '#fixtures/agreement.ts'
import { CATEGORY, DEV, instance, PROD, SECONDS, stranger } from './cases/support.ts'

/** A request, its configuration, and the responses of the API. */
export interface Given {
  ctx: AuthenticateContext
  url: string
  method: string
  headers: Record<string, string>
  options: AuthenticateRequestOptions
  /** The response for an opaque token, and the cookies for a nonce or a refresh. A value is undefined when the API fails. */
  api: { verify: Answer | undefined; cookies: unknown[] | undefined }
  /** The features of the request, so that a test can count them. */
  traits: Set<Trait>
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export const TRAITS = [
  'opaque token',
  'opaque OAuth token with an audience expected',
  'M2M JWT',
  'OAuth JWT',
  'OAuth JWT with an audience expected',
  'machine token under authorizedParties',
  'machine secret key',
  'one kind of machine accepted',
  'a list of kinds accepted',
  'any kind accepted',
  'answer that does not hold',
  'answer that is no JSON by its type',
  'opaque token with dots',
  'both cookie sets, one of them garbage',
  'payload of null',
  'handshake',
  'refresh',
  'fresh token of another kind',
  'directive that is no cookie',
  'host with a port',
  'IPv6 host',
  'IDN host',
  'malformed host',
  'malformed protocol',
  'forwarded protocol without a host',
  'path of two slashes',
  'redirect counter out of range',
  'keys of the JWKS',
  'option of the wrong kind',
  'malformed option',
  'unknown option',
  'page of a Frontend API with a port',
  'other spelling of Bearer',
] as const

export type Trait = (typeof TRAITS)[number]

interface Instance {
  key: string
  suffix: string
  issuer: string
}

const instanceOf = (key: string): Instance => ({
  key,
  suffix: createHash('sha1').update(key).digest('base64url').slice(0, 8),
  issuer: `https://${atob(key.split('_')[2] ?? '').slice(0, -1)}`,
})

const keyOf = (host: string) => `pk_live_${btoa(`${host}$`).replace(/=+$/, '')}`

const INSTANCES = [
  PROD.key,
  PROD.key,
  DEV.key,
  DEV.key,
  keyOf('clerk.xn--mnchen-3ya.de'),
  keyOf('clerk.example.com:8443'),
  keyOf('clerk.example.com:8443'),
].map(instanceOf)

/** A token whose payload is `null`. The official SDK throws when it reads this token in a header or a cookie. */
export const PAYLOAD_OF_NULL = 'eyJhbGciOiJSUzI1NiJ9.bnVsbA.AAAA'

/** Chooses a text that is not a valid token. */
function garbage(): string {
  return pick(
    'junk',
    'a.b.c',
    'null',
    '..',
    '"quoted"',
    '%zz',
    '%3B',
    'e30.e30.',
    PAYLOAD_OF_NULL,
    PAYLOAD_OF_NULL,
  )
}

/** Wraps `make` so that some calls return an earlier token, since signing is slow. */
function pooled<Arguments extends (string | undefined)[]>(
  size: number,
  make: (...args: Arguments) => Promise<string>,
): (...args: Arguments) => Promise<string> {
  const pools = new Map<string, string[]>()
  return async (...args) => {
    const pool = pools.get(args.join()) ?? []
    pools.set(args.join(), pool)
    if (maybe(pool.length / size)) return pick(...pool)
    const token = await make(...args)
    pool.push(token)
    return token
  }
}

function times(isExpired = false): object {
  const usual = isExpired ? 70 : 10
  const age = maybe(0.7) ? usual : pick(-120, -120, -3, 0, 70, 70, 3600)
  const nbf = SECONDS - age - pick(0, 10)
  return { iat: SECONDS - age, nbf: maybe(0.7) ? nbf : undefined, exp: SECONDS - age + 60 }
}

const audience = () =>
  pick<unknown>(
    undefined,
    undefined,
    null,
    '',
    'a',
    'b',
    ['a', 'b'],
    ['c'],
    [],
    ['a', 5],
    ['', 'a'],
    5,
    true,
    {
      a: 'a',
    },
  )

const sessionToken = pooled(150, async (issuer, expired?: string) => {
  const payload = {
    sub: mostly('user_1', 'mch_1', '', undefined),
    sid: mostly('sess_1', undefined),
    iss: mostly<unknown>(issuer, 'https://clerk.other.com', 123, undefined),
    azp: mostly('https://example.com', undefined, 'https://x.com'),
    aud: mostly<unknown>(undefined, 'a', ['a', 'b'], 'c', 5),
    sts: mostly(undefined, 'active', 'pending'),
    ...times(expired !== undefined),
    ...pick(
      {},
      { org_id: 'org_1', org_slug: 'acme', org_role: 'org:admin' },
      { v: 2, o: { id: 'org_1', slg: 'acme', rol: 'admin' } },
    ),
  }
  return mostly(instance, stranger).sign(payload, {
    cat: mostly(
      pick(undefined, CATEGORY.session),
      CATEGORY.template,
      CATEGORY.m2m,
      CATEGORY.optedOut,
      'cl_x',
    ),
    typ: mostly('JWT', 'at+jwt', undefined, 'x'),
    alg: mostly('RS256', 'none', 'HS256', 'RS512'),
  })
})

const m2mToken = pooled(120, () =>
  mostly(instance, stranger).sign(
    {
      sub: mostly('mch_1', 'user_1'),
      jti: mostly<unknown>('mt_1', undefined, 5),
      aud: audience(),
      scopes: pick<unknown>(undefined, undefined, 'read write', ''),
      custom: pick(undefined, { a: 1 }),
      ...times(),
    },
    {
      cat: mostly(pick(undefined, CATEGORY.m2m), CATEGORY.optedOut, CATEGORY.session),
      typ: mostly('JWT', undefined, 'at+jwt'),
    },
  ),
)

const oauthToken = pooled(120, () =>
  mostly(instance, stranger).sign(
    {
      sub: mostly<unknown>('user_1', undefined, 5),
      jti: mostly('oat_1', undefined),
      client_id: mostly('client_1', undefined),
      aud: audience(),
      scope: pick<unknown>(undefined, 'read write', ''),
      scp: pick<unknown>(undefined, undefined, ['read']),
      ...times(),
    },
    { typ: mostly(pick('at+jwt', 'application/at+jwt'), 'JWT'), cat: pick(undefined, 'cl_x') },
  ),
)

/** The `object` in the API's response for an opaque token, by the prefix of the token. */
const OBJECTS: Record<string, string> = {
  ak: 'api_key',
  mt: 'machine_to_machine_token',
  oat: 'clerk_idp_oauth_access_token',
}

/** Generates the response of the API for an opaque token. */
function verification(kind: string | undefined, traits: Set<Trait>): Answer | undefined {
  if (maybe(0.05)) return undefined
  const status = mostly(200, 400, 401, 404, pick(422, 403, 429, 500))
  const isJson = maybe(0.92)
  const flaw = mostly(
    {},
    { revoked: true },
    { expired: true },
    { active: false },
    { subject: null },
  )
  if (Object.keys(flaw).length) traits.add('answer that does not hold')
  if (!isJson) traits.add('answer that is no JSON by its type')
  const token = {
    object: kind,
    id: 'id_1',
    subject: pick('user_1', 'org_1', 'mch_1'),
    scopes: pick(['read'], []),
    claims: pick(null, { a: 1 }),
    name: 'a name',
    client_id: 'client_1',
    aud: audience(),
    revoked: false,
    expired: false,
    expiration: null,
    ...flaw,
  }
  const errors = [{ code: 'a_code', message: 'A message.' }]
  return {
    status,
    headers: { 'content-type': isJson ? 'application/json' : 'application/json; charset=utf-8' },
    body: JSON.stringify(status === 200 ? token : { errors }),
  }
}

/** Generates the `Set-Cookie` lines of a handshake or a refresh. */
async function directives(issuer: string, traits: Set<Trait>): Promise<unknown[]> {
  const token = await sessionToken(issuer)
  const [header = '', payload = ''] = token
    .split('.')
    .map((part) => atob(part.replace(/-|_/g, 'A')))
  if (/cl_(?!B7d4PD111|I7)|at\+jwt/.test(header) || /"mch_/.test(payload)) {
    traits.add('fresh token of another kind')
  }
  const odd = mostly<unknown>('a=1; Path=/', 5, '__session')
  if (odd !== 'a=1; Path=/') traits.add('directive that is no cookie')
  return [odd, ...(maybe(0.8) ? [`${pick('__session', '__session_x')}=${token}; Path=/`] : [])]
}

async function cookiesOf({ issuer, suffix }: Instance, traits: Set<Trait>): Promise<string> {
  const uat = () => mostly(`${SECONDS - 1000}`, '0', `${SECONDS - 5}`, `${SECONDS + 5}`, 'x', '')
  const session = async () => (maybe(0.08) ? garbage() : await sessionToken(issuer))
  const count = () => mostly(pick('0', '1', '2', '3'), '4', '-5', '1.5')
  const handshake = async () => {
    traits.add('handshake')
    return maybe(0.1)
      ? garbage()
      : mostly(instance, stranger).sign(
          { handshake: mostly<unknown>(await directives(issuer, traits), undefined, 'x') },
          { cat: mostly(pick(undefined, CATEGORY.session), CATEGORY.template) },
        )
  }
  if (maybe(0.4)) {
    // The cookies of a user who is signed in, or whose session token has expired.
    if (maybe(0.5)) traits.add('refresh')
    const canRefresh = traits.has('refresh')
    const token = await (canRefresh && maybe(0.5)
      ? sessionToken(issuer, 'expired')
      : sessionToken(issuer))
    const refresh = canRefresh ? `; __refresh_${suffix}=refresh` : ''
    return `__session=${token}; __client_uat=${SECONDS - 1000}; __clerk_db_jwt=dvb_plain${refresh}`
  }
  const cookies: [number, string, () => string | Promise<string>][] = [
    [0.6, '__session', session],
    [0.5, `__session_${suffix}`, session],
    [0.7, '__client_uat', uat],
    [0.6, `__client_uat_${suffix}`, uat],
    [0.6, '__clerk_db_jwt', () => 'dvb_plain'],
    [0.4, `__clerk_db_jwt_${suffix}`, () => 'dvb_suffixed'],
    [0.15, '__clerk_redirect_count', count],
    [0.2, `__refresh_${suffix}`, () => 'refresh'],
    [0.06, '__clerk_handshake', handshake],
    [0.02, '__clerk_handshake_nonce', () => 'nonce'],
    // The second of two cookies with the same name is ignored.
    [0.05, '__session', garbage],
  ]
  const pairs: string[] = []
  for (const [probability, name, value] of cookies) {
    if (maybe(probability)) pairs.push(`${name}=${await value()}`)
  }
  const named = (name: string) => pairs.find((pair) => pair.startsWith(`${name}=`))
  const sets = [named('__session'), named(`__session_${suffix}`)]
  const isToken = (pair?: string) => pair?.includes('=eyJ') && !pair.includes(PAYLOAD_OF_NULL)
  if (sets.every(Boolean) && sets.filter(isToken).length === 1) {
    traits.add('both cookie sets, one of them garbage')
  }
  if (pairs.some((pair) => /redirect_count=(4|-|1\.)/.test(pair))) {
    traits.add('redirect counter out of range')
  }
  if (named('__clerk_handshake_nonce')) traits.add('handshake')
  if (named(`__refresh_${suffix}`)) traits.add('refresh')
  return pairs.join('; ')
}

async function headerToken(issuer: string, traits: Set<Trait>): Promise<string> {
  const opaque = () => {
    traits.add('opaque token')
    const token = `${pick('ak', 'mt', 'oat', 'oat', 'oat')}_opaque`
    if (maybe(0.95)) return token
    traits.add('opaque token with dots')
    return `${token}.b.c`
  }
  if (maybe(0.05)) return garbage()
  if (maybe(0.25)) return sessionToken(issuer)
  if (maybe(0.4)) return opaque()
  const isM2m = maybe(0.35)
  traits.add(isM2m ? 'M2M JWT' : 'OAuth JWT')
  return isM2m ? m2mToken() : oauthToken()
}

const HOSTS = [
  'app.example.org',
  'example.com',
  'EXAMPLE.com',
  'example.com:8443',
  'example.com:443',
  'localhost:3000',
  '[::1]',
  '[::1]:3000',
  '[2001:db8::1]:8443',
  'xn--mnchen-3ya.de',
  'xn--mnchen-3ya.de:8443',
]

const REFERERS = [
  'https://example.com/x',
  'https://example.com:8443/x',
  'https://other.com/x',
  'https://accounts.example.com/y',
  'https://accounts.example.com:8443/y',
  'https://foo-bar-1.accounts.dev/',
  'https://foo-bar-1.clerk.accounts.dev/',
  'https://clerk.example.com/',
  'https://proxy.com:8443/x',
  'https://[::1]:3000/x',
  'https://xn--mnchen-3ya.de/x',
  'https://accounts.xn--mnchen-3ya.de/x',
  'https://m\xfcnchen.de/x',
  'nonsense',
]

function hostHeaders(traits: Set<Trait>): Record<string, string> {
  const odd = () => {
    traits.add('malformed host')
    return pick('user@example.com', 'm\xfcnchen.de', 'example.com:', 'example.com/a')
  }
  const host = () => (maybe(0.05) ? odd() : pick(...HOSTS))
  const protocol = () => {
    if (maybe(0.9)) return pick('https', 'http', 'https,http')
    traits.add('malformed protocol')
    return pick('ftp', ',https', 'https , http')
  }
  const headers = {
    host: maybe(0.2) ? host() : '',
    'x-forwarded-host': maybe(0.2) ? pick(host(), `${host()}, b.com`) : '',
    'x-forwarded-proto': maybe(0.25) ? protocol() : '',
  }
  if (headers['x-forwarded-proto'] && !headers['x-forwarded-host'] && !headers.host) {
    traits.add('forwarded protocol without a host')
  }
  return headers
}

function address(traits: Set<Trait>): string {
  const origin = mostly(
    pick('https://example.com', 'http://localhost:3000'),
    'http://[::1]:3000',
    'https://xn--mnchen-3ya.de',
    'https://m\xfcnchen.de:8443',
  )
  const path = maybe(0.02)
    ? '//evil.com'
    : pick('/', '/p', '/orgs/acme', '/orgs/zzz', '/by/org_1/x', '/me')
  if (path === '//evil.com') traits.add('path of two slashes')
  const query = [
    pick('', 'a=1', 'a=b+c&d', 'a=b%20c'),
    mostly('', '__clerk_db_jwt=dvb_query'),
    mostly('', '__clerk_synced=true', '__clerk_synced=false', '__clerk_synced=x'),
    mostly('', '__clerk_redirect_url=https%3A%2F%2Fsat.com%3A8443%2Fp%3Fx%3D1'),
  ].filter(Boolean)
  return `${origin}${path}${query.length ? '?' : ''}${query.join('&')}`
}

function optionsFor(isMachine: boolean, issuer: string): Record<string, unknown> {
  const patterns = { organizationPatterns: ['/orgs/:slug', '/by/:id', '/by/:id/(.*)'] }
  const satellite = {
    isSatellite: true,
    domain: pick('sat.com', 'sat.com:8443', 'xn--mnchen-3ya.de', '\u4f8b\u3048.jp', 'SAT.com'),
    signInUrl: pick('https://primary.com/sign-in', 'https://primary.com:8443/sign-in'),
    satelliteAutoSync: pick(undefined, true, false),
  }
  const single = () => pick('session_token', 'api_key', 'm2m_token', 'oauth_token')
  const list = () =>
    pick(
      ['session_token', 'm2m_token'],
      ['api_key', 'oauth_token'],
      ['oauth_token', 'm2m_token', 'api_key'],
      [],
    )
  const some = () => pick<unknown>('a', ['a'], ['b', 'a'], 'z', [])
  return {
    authorizedParties: mostly(undefined, [], ['https://example.com'], ['https://x.com']),
    audience: isMachine ? pick(undefined, some()) : mostly(undefined, some()),
    issuer: mostly<unknown>(undefined, issuer, ['https://x.com', issuer], 'https://x.com'),
    clockSkewInMs: mostly(undefined, 0, 10_000),
    acceptsToken: isMachine
      ? pick<unknown>('any', 'any', single(), list())
      : pick<unknown>(undefined, undefined, 'any', single(), list()),
    organizationSyncOptions: pick(undefined, { ...patterns, personalAccountPatterns: ['/me'] }),
    proxyUrl: mostly(
      undefined,
      'https://proxy.com/__clerk',
      'https://proxy.com:8443/__clerk',
      'https://[::1]:3000/__clerk/',
      'https://xn--mnchen-3ya.de/__clerk',
      'https://\u4f8b\u3048.jp/__clerk',
      'https://PROXY.com/a b',
      '/__clerk',
    ),
    ...(maybe(0.2) && satellite),
  }
}

/** Values of types that an option cannot have. */
const WRONG: [option: string, ...values: unknown[]][] = [
  ['authorizedParties', 'https://example.com', new Set(['https://x.com']), [undefined], [''], {}],
  ['audience', 5, '', [5], [''], {}, true],
  ['acceptsToken', 'session', 'Any', ['session_token', 'x'], 5, {}, ''],
  ['clockSkewInMs', '5000', {}, true],
  ['headerType', 5, [5], ''],
  ['isSatellite', 'false', 0],
  ['satelliteAutoSync', 'false'],
  ['organizationSyncOptions', 5, '/x', ['/x'], { organizationPatterns: [5] }],
  ['proxyUrl', 5],
  ['domain', 5],
  ['signInUrl', 5],
  ['machineSecretKey', 5, ''],
  ['jwtKey', 5, ''],
  ['secretKey', 5, ''],
  ['publishableKey', 5, ''],
]

/** Values of the right type that are malformed. Each is an error only in requests that need the option. */
const MALFORMED: [option: string, ...values: unknown[]][] = [
  ['proxyUrl', 'proxy.com', 'ftp://proxy.com'],
  ['jwtKey', 'nonsense'],
  ['secretKey', PROD.key],
  ['publishableKey', 'pk_live_x', keyOf('user@clerk.example.com')],
]

/** Returns a mistaken option for one request in twenty: an unknown name, a malformed value, or a value of a wrong type. */
function mistaken(traits: Set<Trait>): object {
  if (maybe(0.95)) return {}
  const trait = pick('unknown option', 'malformed option', 'option of the wrong kind')
  traits.add(trait)
  if (trait === 'unknown option') {
    return { [pick('authorisedParties', 'authorizedparties', 'toString', 'apiKey')]: ['x'] }
  }
  const [option, ...values] = pick(...(trait === 'malformed option' ? MALFORMED : WRONG))
  return { [option]: pick(...values) }
}

function tagHosts(traits: Set<Trait>, texts: unknown[]): void {
  const text = texts.join(' ')
  if (/[\w\]]:(8443|3000|443)/.test(text)) traits.add('host with a port')
  if (text.includes('[')) traits.add('IPv6 host')
  if (/xn--|\xfc|\u4f8b/.test(text)) traits.add('IDN host')
}

function tagOptions(
  traits: Set<Trait>,
  token: string,
  { acceptsToken, authorizedParties, audience }: AuthenticateRequestOptions,
): void {
  const isMachine = ['opaque token', 'M2M JWT', 'OAuth JWT'].some((one) => traits.has(one as Trait))
  const isAudience = [audience].flat().some(Boolean)
  if (isMachine && authorizedParties?.length) traits.add('machine token under authorizedParties')
  if (/^oat/.test(token) && isAudience) traits.add('opaque OAuth token with an audience expected')
  if (traits.has('OAuth JWT') && isAudience) traits.add('OAuth JWT with an audience expected')
  if (acceptsToken === 'any') traits.add('any kind accepted')
  else if (Array.isArray(acceptsToken)) traits.add('a list of kinds accepted')
  else if (/^(api|m2m|oauth)/.test(`${acceptsToken}`)) traits.add('one kind of machine accepted')
}

/** Returns a copy without the entries whose value `isNothing` accepts. */
const given = <T extends object>(values: T, isNothing: (value: unknown) => boolean): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isNothing(value))) as T

const isUndefined = (value: unknown) => value === undefined

export async function generate(): Promise<Given> {
  const traits = new Set<Trait>()
  const own = pick(...INSTANCES)
  const { key, issuer } = own
  const carriesToken = maybe(0.5)
  const token = carriesToken ? await headerToken(issuer, traits) : ''
  const isMachine = ['opaque token', 'M2M JWT', 'OAuth JWT'].some((one) => traits.has(one as Trait))
  const usual = given(optionsFor(isMachine, issuer), isUndefined)
  const options = { ...usual, ...mistaken(traits) } as AuthenticateRequestOptions
  const hosts = hostHeaders(traits)
  const url = address(traits)
  const referer = maybe(0.3) ? pick(pick(...REFERERS), `${issuer}/x`) : ''
  if (/clerk\.example\.com/.test(referer) && issuer.endsWith(':8443')) {
    traits.add('page of a Frontend API with a port')
  }
  tagHosts(traits, [
    url,
    referer,
    options.proxyUrl,
    options.domain,
    issuer,
    ...Object.values(hosts),
  ])
  tagOptions(traits, token, options)
  const cookie = await cookiesOf(own, traits)
  if (token === PAYLOAD_OF_NULL || cookie.includes(PAYLOAD_OF_NULL)) traits.add('payload of null')
  // Contexts for M2M JWTs have a PEM less often. Some then have neither a PEM nor a secret key and cannot verify the JWT.
  const withPem = maybe(traits.has('M2M JWT') ? 0.5 : 0.8)
  if (!withPem) traits.add('keys of the JWKS')
  const withMachineKey = maybe(options.acceptsToken === 'm2m_token' ? 0.8 : 0.2)
  if (withMachineKey) traits.add('machine secret key')
  const scheme = token && mostly('Bearer ', '', 'Basic ', 'bearer ', 'Bearer  ')
  if (/^bearer $|^Bearer {2}$/.test(scheme)) traits.add('other spelling of Bearer')
  const asksForCookies = traits.has('refresh') || cookie.includes('__clerk_handshake_nonce')
  return {
    ctx: given(
      {
        secretKey:
          withMachineKey && options.acceptsToken === 'm2m_token' && maybe(0.5)
            ? undefined
            : `sk_${key.slice(3, 7)}_agreement`,
        machineSecretKey: withMachineKey ? 'ak_agreement' : undefined,
        publishableKey: key,
        jwtKey: withPem ? instance.pem : undefined,
      },
      isUndefined,
    ),
    url,
    method: pick('GET', 'GET', 'GET', 'GET', pick('POST', 'HEAD')),
    headers: given(
      {
        ...hosts,
        cookie,
        authorization: scheme + token,
        'sec-fetch-dest': pick('document', 'document', 'document', 'iframe', 'empty', 'image', ''),
        accept: pick('', '', 'text/html', '*/*', 'text/html,application/xhtml+xml'),
        referer,
      },
      (value) => value === '',
    ),
    options,
    api: {
      verify: traits.has('opaque token')
        ? verification(OBJECTS[token.split('_')[0] ?? ''], traits)
        : undefined,
      cookies: asksForCookies && maybe(0.7) ? await directives(issuer, traits) : undefined,
    },
    traits,
  }
}
