import { clerkFrontendApiProxy, matchProxyPath as theirMatch } from '@clerk/backend/proxy'
import { matchProxyPath, proxyFrontendApi } from 'clerklet/proxy'
import { expect, onTestFinished, test, vi } from 'vitest'
import {
  type Deliberate,
  fixedCases,
  HOSTS,
  maybe,
  mostly,
  newCases,
  pick,
  seed,
  type Told,
  unexplained,
  unused,
} from '#fixtures/agreement.ts'

const keyOf = (host: string) => `pk_${pick('live', 'test')}_${btoa(`${host}$`)}`
interface Proxied {
  url: string
  method: string
  headers: [string, string][]
  body: string | undefined
  options: Record<string, string | undefined>
  answer: { status: number; headers: [string, string][]; body: string | undefined } | undefined
}

function proxied(): Proxied {
  const proxyPath = mostly(undefined, '/auth/clerk', '/__clerk/', '')
  const below = pick(
    '',
    '/',
    '/v1/client',
    '/v1/client/handshake',
    '//evil.com/x',
    '/\\\\evil.com',
    '/@evil.com',
    '/%2e%2e/%2f..',
    '/a%20b/é',
  )
  const headers: [number, string, () => string][] = [
    [0.5, 'cookie', () => pick('__client=1', '__session=a; __client_uat=5')],
    [0.3, 'authorization', () => 'Bearer x'],
    [
      0.5,
      'x-forwarded-host',
      () => mostly('app.com', 'app.com:3000', 'a.com, b.com', '', 'a/b', 'A.com'),
    ],
    [0.5, 'x-forwarded-proto', () => mostly('https', 'http', 'https,http', '', 'javascript')],
    [0.3, 'x-forwarded-for', () => pick('1.1.1.1', '1.1.1.1, 2.2.2.2', ', 2.2.2.2')],
    [0.2, 'x-real-ip', () => '3.3.3.3'],
    [0.2, 'cf-connecting-ip', () => '4.4.4.4'],
    [
      0.3,
      'connection',
      () => pick('close', 'keep-alive, X-Hop', 'x-forwarded-host, cookie', '@ , "'),
    ],
    [0.3, 'x-hop', () => '1'],
    [0.1, 'te', () => 'trailers'],
    [0.1, 'upgrade', () => 'h2c'],
    [0.1, 'expect', () => '100-continue'],
    [0.1, 'proxy-connection', () => 'keep-alive'],
    [0.1, 'proxy-authorization', () => 'Basic x'],
    [0.3, 'accept-encoding', () => 'gzip, br'],
    [0.2, 'clerk-secret-key', () => 'sk_live_other'],
    [0.2, 'clerk-proxy-url', () => 'https://evil.com'],
    [0.3, 'host', () => pick('example.com', 'evil.com')],
  ]
  const method = pick('GET', 'GET', 'POST', 'DELETE', 'PATCH', 'HEAD')
  const fapi = 'https://frontend-api.clerk.dev'
  const answered: [number, string, () => string][] = [
    [
      0.4,
      'location',
      () =>
        pick(
          `${fapi}/v1/x?a=1#f`,
          'https://fapi.test/v1/x',
          'https://fapi.test/base/v1/x',
          '/v1/x',
          '/base/v1/x',
          'next',
          '?a=1',
          'https://accounts.example.com/',
          '//evil.com',
          'https://[',
          'myapp://frontend-api.clerk.dev/x',
        ),
    ],
    [0.5, 'set-cookie', () => 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
    [0.5, 'set-cookie', () => 'b=2, c'],
    [0.3, 'content-encoding', () => 'gzip'],
    [0.3, 'content-length', () => '9'],
    [0.3, 'connection', () => pick('close', 'x-hop')],
    [0.3, 'x-hop', () => '1'],
    [0.2, 'transfer-encoding', () => 'chunked'],
    [0.1, 'keep-alive', () => 'timeout=5'],
    [0.5, 'content-type', () => 'application/json'],
  ]
  const some = (from: [number, string, () => string][]) =>
    from
      .filter(([probability]) => maybe(probability))
      .map(([, name, value]): [string, string] => [name, value()])
  const status = pick(200, 200, 201, 204, 302, 304, 307, 401, 500)
  return {
    url: `${pick('https://example.com', 'http://10.0.0.5:8080')}${mostly(proxyPath || '/__clerk', '/__clerk-admin', '/other').replace(/\/$/, '')}${below}${pick('', '?', '?a=1&a=2&b=x+y%20z')}`,
    method,
    headers: some(headers),
    body: /GET|HEAD/.test(method) || maybe(0.3) ? undefined : 'the body',
    options: {
      proxyPath,
      publishableKey: mostly(keyOf(pick(...HOSTS)), '', 'pk_test_x'),
      secretKey: mostly('sk_live_agreement', '', 'pk_live_x'),
      fapiUrl: mostly(
        undefined,
        'https://fapi.test',
        'https://fapi.test/base/',
        'http://127.0.0.1:1',
        'ftp://fapi.test',
        'https://a:b@fapi.test',
        'https://fapi.test?x',
        'nonsense',
      ),
    },
    answer: maybe(0.05)
      ? undefined
      : {
          status,
          headers: some(answered),
          body: /204|304/.test(`${status}`) || method === 'HEAD' ? undefined : 'the answer',
        },
  }
}

const sorted = (headers: Headers) =>
  [...headers].map((line) => line.join(': ')).sort((a, b) => (a < b ? -1 : 1))

/** Passes a request through a proxy. Returns what the Frontend API receives, and what the client gets. */
async function told(
  { url, method, headers, body, answer }: Proxied,
  pass: (request: Request, fetch: typeof globalThis.fetch) => Promise<Response>,
): Promise<Told> {
  const sent: Told = {}
  const fetch = async (target: unknown, init: RequestInit = {}) => {
    const { host = '', ...rest } = Object.fromEntries(new Headers(init.headers))
    Object.assign(sent, {
      target,
      method: init.method,
      redirect: init.redirect,
      duplex: (init as { duplex?: string }).duplex,
      sentBody: init.body && (await new Response(init.body).text()),
      host,
      ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [`sent ${name}`, value])),
    })
    if (!answer) throw new TypeError('fetch failed')
    return new Response(answer.body ?? null, answer)
  }
  try {
    const response = await pass(new Request(url, { method, headers, body: body ?? null }), fetch)
    const text = await response.text()
    const code = /"code":"(proxy_\w+)"/.exec(text)?.[1]
    const { location, ...others } = Object.fromEntries(response.headers)
    return {
      ...sent,
      status: response.status,
      code,
      text: code ? 'an error' : text,
      location,
      cookies: response.headers.getSetCookie(),
      answered: sorted(new Headers(others)),
    }
  } catch (error) {
    return { ...sent, throws: `${error}` }
  }
}

const given = ({ headers }: Proxied, name: string) =>
  headers.find(([each]) => each === name)?.[1] ?? ''
const forwarded = (one: Proxied) => given(one, 'x-forwarded-proto') + given(one, 'x-forwarded-host')

const PROXY: Deliberate<Proxied> = [
  [
    '`Expect` and `Proxy-Connection` are dropped: fetch cannot send them',
    /^sent (expect|proxy-connection)$/,
    () => true,
  ],
  [
    'H-9: a malformed forwarded origin is ignored, and any other is normalised',
    /^(sent clerk-proxy-url|location)$/,
    (one) => /\/|javascript|[A-Z]/.test(forwarded(one)),
  ],
  [
    'the public URL is the same as for handshakes: one forwarded part is enough, and Host is used',
    /^(sent clerk-proxy-url|location)$/,
    (one) =>
      !(given(one, 'x-forwarded-proto') && given(one, 'x-forwarded-host')) &&
      Boolean(forwarded(one) || given(one, 'host')),
  ],
  [
    'missing forwarded headers are set from the public URL',
    /^sent x-forwarded-(host|proto)$/,
    (one) =>
      /x-forwarded-host/.test(given(one, 'connection')) ||
      !(given(one, 'x-forwarded-proto') && given(one, 'x-forwarded-host')),
  ],
  [
    'a publishable key where the secret key belongs is refused before it is sent',
    /./,
    ({ options }, ours) =>
      options.secretKey === 'pk_live_x' && ours.code === 'proxy_configuration_error',
  ],
  [
    'a mistake in the configuration is reported for every path',
    /^(status|code)$/,
    (_, ours) => ours.code === 'proxy_configuration_error',
  ],
  [
    'a location is relative to the requested URL, not to the root of the Frontend API',
    /^location$/,
    ({ answer }) => answer?.headers.some(([, value]) => /^(next|\?a=1)$/.test(value)) ?? false,
  ],
  [
    'the path of a Frontend API is not repeated, and locations outside of it are not changed',
    /^location$/,
    ({ options }) => options.fapiUrl === 'https://fapi.test/base/',
  ],
  [
    'a location with another protocol is not a URL of the Frontend API',
    /^location$/,
    ({ answer }) => answer?.headers.some(([, value]) => value.startsWith('myapp:')) ?? false,
  ],
]

test(`the official proxy does the same (AGREEMENT_SEED=${seed})`, {
  timeout: 600_000,
}, async () => {
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  for (const name of ['CLERK_PUBLISHABLE_KEY', 'CLERK_SECRET_KEY', 'CLERK_FAPI_URL']) {
    vi.stubEnv(name, undefined)
  }
  const found: unknown[] = []
  const outcomes = new Set<unknown>()
  const compare = async (one: Proxied) => {
    const theirs = await told(one, (request, fetch) => {
      vi.stubGlobal('fetch', fetch)
      return clerkFrontendApiProxy(request, one.options as never)
    })
    vi.unstubAllGlobals()
    const ours = await told(one, (request, fetch) =>
      proxyFrontendApi({ ...one.options, fetch: fetch as never }, request),
    )
    outcomes.add(ours.code ?? 'passed on')
    found.push(...unexplained(PROXY, one, theirs, ours))
    const { proxyPath } = one.options
    expect(matchProxyPath(one, { proxyPath })).toBe(
      theirMatch(new Request(one.url), { proxyPath: proxyPath as string }),
    )
  }
  for (const one of fixedCases(proxied)) await compare(one)
  expect(found).toEqual([])
  expect(unused(PROXY)).toEqual([])
  expect([...outcomes].sort()).toEqual([
    'passed on',
    'proxy_configuration_error',
    'proxy_path_mismatch',
    'proxy_request_failed',
  ])

  for (const one of newCases(proxied)) await compare(one)
  expect(found).toEqual([])
})
