import { type CreateRedirectOptions, createRedirect, type RedirectOptions } from 'clerklet/proxy'
import { describe, expect, test } from 'vitest'

const live = (host: string) => `pk_live_${btoa(`${host}$`)}`
const development = (host: string) => `pk_test_${btoa(`${host}$`)}`
const DEV = development('happy-otter-12.clerk.accounts.dev')
const PAGE = 'https://app.com/page?a=1'
const BACK = `redirect_url=${encodeURIComponent(PAGE)}`

type Options = Partial<CreateRedirectOptions<URL>>
const redirects = (options: Options = {}) =>
  createRedirect({ baseUrl: PAGE, redirectAdapter: (url) => new URL(url), ...options })
const signIn = (options: Options, returnBackUrl: URL | string | null = PAGE) =>
  redirects(options).redirectToSignIn({ returnBackUrl }).href
const signUp = (options: Options, returnBackUrl: URL | string | null = PAGE) =>
  redirects(options).redirectToSignUp({ returnBackUrl }).href

describe('createRedirect', () => {
  test('T01 makes two functions that return the result of the adapter', () => {
    const redirectAdapter = (url: string) => Response.redirect(url, 307)
    const made = createRedirect({ publishableKey: DEV, baseUrl: PAGE, redirectAdapter })
    expect(Object.keys(made).sort()).toEqual(['redirectToSignIn', 'redirectToSignUp'])
    const response = made.redirectToSignIn()
    expect(response.status).toBe(307)
    expect(response.headers.get('location')).toBe('https://happy-otter-12.accounts.dev/sign-in')
  })

  test.each([Symbol('key'), {}, 7])('error: a publishable key that is no string', (key) => {
    const publishableKey = key as unknown as string
    const redirectAdapter = (url: string) => url

    expect(() => createRedirect({ publishableKey, baseUrl: PAGE, redirectAdapter })).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: expect.stringContaining('publishableKey is not a string'),
      }),
    )
  })

  test.each([
    ['missing', undefined],
    ['not valid', 'pk_test_x'],
  ])('T02 without a page, a key that is %s is an error', (what, publishableKey) => {
    for (const redirect of [signIn, signUp]) {
      expect(() => redirect({ publishableKey })).toThrow(
        expect.objectContaining({
          name: 'ClerkConfigError',
          message: expect.stringContaining(`publishableKey is ${what}`),
        }),
      )
    }
    expect(() => signUp({ publishableKey, signInUrl: '/in' })).toThrow(`publishableKey is ${what}`)
    expect(signIn({ publishableKey, signInUrl: '/in' }, null)).toBe('https://app.com/in')
    expect(signUp({ publishableKey, signUpUrl: '/up' }, null)).toBe('https://app.com/up')
  })

  test.each([
    [
      'T03 legacy development',
      development('clerk.happy.otter-12.lcl.dev'),
      'accounts.happy.otter-12.lcl.dev',
    ],
    ['T04 development', DEV, 'happy-otter-12.accounts.dev'],
    [
      'T04 staging',
      development('happy-otter-12.clerk.accountsstage.dev'),
      'happy-otter-12.accountsstage.dev',
    ],
    ['T05 a domain of its own', live('clerk.example.com'), 'accounts.example.com'],
  ])('%s: the hosted pages', (_, publishableKey, host) => {
    expect(signIn({ publishableKey })).toBe(`https://${host}/sign-in?${BACK}`)
    expect(signUp({ publishableKey })).toBe(`https://${host}/sign-up?${BACK}`)
    expect(signIn({ publishableKey }, null)).toBe(`https://${host}/sign-in`)
  })

  test('T06 in development, the dev browser is added to URLs of other hosts', () => {
    const devBrowserToken = 'dvb_1'
    const hosted = signIn({ publishableKey: DEV, devBrowserToken })
    expect(hosted).toBe(`https://happy-otter-12.accounts.dev/sign-in?${BACK}&__clerk_db_jwt=dvb_1`)
    expect(signUp({ publishableKey: DEV, devBrowserToken })).toContain('__clerk_db_jwt=dvb_1')
  })

  test.each([
    ['to its own host', { publishableKey: DEV, signInUrl: '/in' }],
    [
      'to its own host by another protocol',
      { publishableKey: DEV, signInUrl: 'http://app.com/in' },
    ],
    ['of a production instance', { publishableKey: live('clerk.example.com') }],
    ['without a token', { publishableKey: DEV, devBrowserToken: '' }],
    ['without a base', { publishableKey: DEV, baseUrl: '' }],
  ])('T06 but not %s', (_, options) => {
    expect(signIn({ devBrowserToken: 'dvb_1', ...options })).not.toContain('__clerk_db_jwt')
  })

  test('T06 another port is another origin', () => {
    const options = { publishableKey: DEV, devBrowserToken: 'dvb_1', baseUrl: 'http://localhost:1' }
    expect(signIn({ ...options, signInUrl: 'http://localhost:2/' })).toContain('__clerk_db_jwt')
  })

  test('T07 a satellite must synchronise after the return', () => {
    const signInUrl = 'https://primary.com/in'
    const back = (url: string) => new URL(url).searchParams.get('redirect_url')
    expect(back(signIn({ signInUrl, isSatellite: true }))).toBe(`${PAGE}&__clerk_synced=false`)
    expect(back(signIn({ signInUrl, isSatellite: true }, '/x?__clerk_synced=true'))).toBe(
      'https://app.com/x?__clerk_synced=false',
    )
    expect(back(signIn({ signInUrl }))).toBe(PAGE)
    expect(back(signIn({ signInUrl: '/in', isSatellite: true }))).toBe(PAGE)
    expect(signIn({ signInUrl, isSatellite: true }, null)).toBe(signInUrl)
  })

  test.each<[string, Options, string, string]>([
    [
      'T08 absolute pages',
      { signInUrl: 'https://a.com/in', signUpUrl: 'https://b.com/up' },
      'https://a.com/in',
      'https://b.com/up',
    ],
    [
      'T08 relative pages',
      { signInUrl: '/in', signUpUrl: 'up' },
      'https://app.com/in',
      'https://app.com/up',
    ],
    [
      'T08 pages that are URLs, with a query',
      { signInUrl: new URL('https://a.com/in?x=1'), signUpUrl: new URL('https://a.com/up?x=1') },
      'https://a.com/in?x=1',
      'https://a.com/up?x=1',
    ],
    [
      'T08 a page to sign in alone',
      { publishableKey: DEV, signInUrl: '/in?x=1' },
      'https://app.com/in?x=1',
      'https://app.com/in/create?x=1',
    ],
    [
      'T08 with a slash at its end',
      { publishableKey: DEV, signInUrl: 'https://a.com/in/' },
      'https://a.com/in/',
      'https://a.com/in/create',
    ],
  ])('%s', (_, options, inThere, upThere) => {
    const withBack = (url: string) => `${url}${url.includes('?') ? '&' : '?'}${BACK}`
    expect([signIn(options, null), signUp(options, null)]).toEqual([inThere, upThere])
    expect([signIn(options), signUp(options)]).toEqual([withBack(inThere), withBack(upThere)])
    expect(signIn(options, '/page?a=1')).toBe(withBack(inThere))
    expect(signIn(options, new URL(PAGE))).toBe(withBack(inThere))
  })

  test.each<[string, Options, string]>([
    [
      'T09 the hosted page',
      { publishableKey: DEV },
      'https://happy-otter-12.accounts.dev/sign-in/tasks',
    ],
    ['T09 a page of its own', { signInUrl: '/in' }, 'https://app.com/in/tasks'],
    ['T09 one with a query', { signInUrl: '/in/?x=1' }, 'https://app.com/in/tasks?x=1'],
  ])('%s: a pending session has tasks left', (_, options, expected) => {
    expect(signIn({ ...options, sessionStatus: 'pending' }, null)).toBe(expected)
    expect(signIn({ ...options, sessionStatus: 'active' }, null)).not.toContain('/tasks')
  })

  test('T09 a pending session goes to its tasks after signing up, with a dev browser', () => {
    const options = { publishableKey: DEV, sessionStatus: 'pending', devBrowserToken: 'dvb_1' }
    expect(signUp(options)).toBe(
      `https://happy-otter-12.accounts.dev/sign-up/tasks?${BACK}&__clerk_db_jwt=dvb_1`,
    )
    expect(signUp({ ...options, signInUrl: '/in' }, null)).toBe('https://app.com/in/create/tasks')
  })

  test('args: without a base, each URL is the base of the other', () => {
    const options = { baseUrl: '', publishableKey: DEV }
    expect(signIn({ ...options, signInUrl: '/in' })).toBe(`https://app.com/in?${BACK}`)
    expect(signIn({ ...options, signInUrl: 'in' }, 'https://app.com/a/b')).toMatch(/app\.com\/in\?/)
    expect(signUp({ ...options, signInUrl: '/in' })).toBe(`https://app.com/in/create?${BACK}`)
    expect(signIn({ ...options, signInUrl: 'https://a.com/in' }, '/x')).toBe(
      'https://a.com/in?redirect_url=%2Fx',
    )
    for (const back of ['/x', null, 'not:absolute']) {
      expect(() => signIn({ ...options, signInUrl: '/in' }, back)).toThrow('is not an absolute URL')
    }
  })

  test('behavior: URLs of the caller are not changed', () => {
    const [signInUrl, back] = [new URL('https://a.com/in'), new URL(PAGE)]
    signIn({ signInUrl, isSatellite: true, sessionStatus: 'pending' }, back)
    expect([signInUrl.href, back.href]).toEqual(['https://a.com/in', PAGE])
  })

  test.each([
    ['baseUrl', { baseUrl: '/page' }, PAGE],
    ['returnBackUrl', {}, 'https://['],
    ['the sign-in or sign-up page', { signInUrl: 'https://[' }, PAGE],
  ])('error: %s that is no URL, whose value is not in the message', (name, options, back) => {
    expect(() => signIn({ signInUrl: '/in', ...options }, back)).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: `createRedirect: ${name} is not an absolute URL, nor one that is relative to another`,
      }),
    )
  })

  test.each([undefined, null, {}, { redirectAdapter: 'x' }])('error: options of %j', (options) => {
    expect(() => createRedirect(options as unknown as CreateRedirectOptions<URL>)).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: expect.stringContaining('redirectAdapter is not a function'),
      }),
    )
  })

  test('behavior: options of null are none', () => {
    const none = null as unknown as undefined
    const { href } = redirects({ signInUrl: 'https://a.com/in' }).redirectToSignIn(none)

    expect(href).toBe('https://a.com/in')
  })
})

describe('createRedirect, args: request', () => {
  const HOSTED = 'https://happy-otter-12.accounts.dev/sign-in'
  const INTERNAL = 'http://10.0.0.1:8080/page?a=1'
  const FORWARDED = { 'x-forwarded-host': 'app.com', 'x-forwarded-proto': 'https' }

  interface Given extends Omit<Options, 'request' | 'baseUrl'> {
    url?: string
    headers?: Record<string, string>
    baseUrl?: string
  }
  /** Returns the target of the redirect, and its parameters. */
  function sent(given: Given, back?: RedirectOptions) {
    const { url = INTERNAL, headers = FORWARDED, ...options } = given
    const { redirectToSignIn } = createRedirect({
      publishableKey: DEV,
      request: new Request(url, { headers }),
      redirectAdapter: (location) => new URL(location),
      ...options,
    })
    const { origin, pathname, searchParams } = redirectToSignIn(back)
    return { page: origin + pathname, ...Object.fromEntries(searchParams) }
  }

  test('default: people return to the public URL of the request', () => {
    expect(sent({})).toEqual({ page: HOSTED, redirect_url: PAGE })
  })

  test('behavior: a load balancer that forwards the protocol only', () => {
    const headers = { host: 'app.com', 'x-forwarded-proto': 'https' }
    expect(sent({ headers })).toEqual({ page: HOSTED, redirect_url: PAGE })
  })

  test.each([
    ['the URL of the request', INTERNAL, PAGE],
    ['another one on its origin', 'http://10.0.0.1:8080/x#y', 'https://app.com/x#y'],
    ['a path', '/x', 'https://app.com/x'],
    ['a path beside the request', 'x', 'https://app.com/x'],
    ['another origin', 'https://b.com/x', 'https://b.com/x'],
    ['another port', 'http://10.0.0.1/x', 'http://10.0.0.1/x'],
    ['with a dev browser', `${INTERNAL}&__clerk_db_jwt=dvb_1`, PAGE],
  ])('args: returnBackUrl, %s', (_, returnBackUrl, expected) => {
    expect(sent({}, { returnBackUrl })).toEqual({ page: HOSTED, redirect_url: expected })
    expect(sent({}, { returnBackUrl: new URL(returnBackUrl, 'https://app.com') })).toEqual({
      page: HOSTED,
      redirect_url: expected,
    })
  })

  test('args: a returnBackUrl of null or an empty text is left out', () => {
    expect(sent({}, { returnBackUrl: null })).toEqual({ page: HOSTED })
    expect(sent({}, { returnBackUrl: '' })).toEqual({ page: HOSTED })
    expect(sent({}, {})).toEqual({ page: HOSTED, redirect_url: PAGE })
  })

  test('behavior: pages of the application are on its public origin', () => {
    expect(sent({ signInUrl: '/in' })).toEqual({ page: 'https://app.com/in', redirect_url: PAGE })
  })

  test('behavior: a path of two slashes is no host', () => {
    expect(sent({ url: 'http://10.0.0.1//evil.example/x' })).toEqual({
      page: HOSTED,
      redirect_url: 'https://app.com//evil.example/x',
    })
  })

  test('behavior: parameters of a handshake are removed from the return URL', () => {
    const url = `${INTERNAL}&__clerk_db_jwt=dvb_1&__clerk_handshake=x&b=c+d`
    expect(sent({ url })).toMatchObject({ redirect_url: `${PAGE}&b=c+d` })
  })

  test.each([
    ['the query', `${INTERNAL}&__clerk_db_jwt=dvb_q`, '__clerk_db_jwt=dvb_c', 'dvb_q'],
    ['a cookie', INTERNAL, 'a=1; __clerk_db_jwt=dvb_c', 'dvb_c'],
    ['a cookie, encoded', INTERNAL, '__clerk_db_jwt=dvb%5Fc', 'dvb_c'],
    ['the plain cookie of two', INTERNAL, '__clerk_db_jwt_1=dvb_s; __clerk_db_jwt=dvb_c', 'dvb_c'],
    ['the only cookie with a suffix', INTERNAL, '__clerk_db_jwt_1YzQInlU=dvb_s', 'dvb_s'],
    ['none, of two with a suffix', INTERNAL, '__clerk_db_jwt_1=a; __clerk_db_jwt_2=b', undefined],
    ['none', INTERNAL, 'a=1', undefined],
  ])('behavior: the dev browser is that of %s', (_, url, cookie, expected) => {
    const { __clerk_db_jwt } = { __clerk_db_jwt: undefined, ...sent({ url, headers: { cookie } }) }
    expect(__clerk_db_jwt).toBe(expected)
  })

  test('behavior: in production there is no dev browser', () => {
    const headers = { cookie: '__clerk_db_jwt=dvb_c' }
    const publishableKey = live('clerk.example.com')
    expect(sent({ headers, publishableKey })).not.toHaveProperty('__clerk_db_jwt')
  })

  test('args: devBrowserToken may be set together with request', () => {
    const headers = { cookie: '__clerk_db_jwt=dvb_c' }
    expect(sent({ headers, devBrowserToken: 'dvb_1' })).toHaveProperty('__clerk_db_jwt', 'dvb_1')
    expect(sent({ headers, devBrowserToken: '' })).not.toHaveProperty('__clerk_db_jwt')
  })

  test.each(['https://b.com', 'https://b.com/other'])(
    'args: baseUrl together with request, %s: no header changes its origin',
    (baseUrl) => {
      expect(sent({ baseUrl, signInUrl: '/in' })).toEqual({
        page: 'https://b.com/in',
        redirect_url: 'https://b.com/page?a=1',
      })
    },
  )

  test.each(['localhost:3000', 'app.com:443', 'mailto:x', 'file:///x', 'https://u:p@b.com'])(
    'error: baseUrl together with request, %s, has no origin',
    (baseUrl) => {
      expect(() => sent({ baseUrl })).toThrow(
        expect.objectContaining({
          name: 'ClerkConfigError',
          message: 'createRedirect: baseUrl is not an absolute http or https URL',
        }),
      )
    },
  )

  test.each([{}, { url: '/page', headers: new Headers() }, { url: INTERNAL, headers: {} }, 'x'])(
    'error: a request of %j',
    (request) => {
      const given = { request: request as Request, redirectAdapter: (url: string) => url }
      expect(() => createRedirect(given)).toThrow(
        expect.objectContaining({
          name: 'ClerkConfigError',
          message: expect.stringMatching(/request/i),
        }),
      )
    },
  )
})
