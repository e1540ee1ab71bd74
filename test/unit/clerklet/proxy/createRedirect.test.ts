import { type CreateRedirectOptions, createRedirect } from 'clerklet/proxy'
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
  test('T01 makes two functions that answer what the adapter answers', () => {
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

  test('T06 a development instance carries its dev browser to other hosts', () => {
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

  test('T09 also after signing up, and with a dev browser', () => {
    const options = { publishableKey: DEV, sessionStatus: 'pending', devBrowserToken: 'dvb_1' }
    expect(signUp(options)).toBe(
      `https://happy-otter-12.accounts.dev/sign-up/tasks?${BACK}&__clerk_db_jwt=dvb_1`,
    )
    expect(signUp({ ...options, signInUrl: '/in' }, null)).toBe('https://app.com/in/create/tasks')
  })

  test('args: without a base, either URL says where the other one is', () => {
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
  ])('error: %s that is no URL, without saying what it is', (name, options, back) => {
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
