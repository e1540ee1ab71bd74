import { expect, test } from 'vitest'
import { createBrowser } from '#fixtures/browser.ts'
import { emulate } from '#fixtures/emulator.ts'

const FAPI = 'http://localhost:4010'
const APP = 'http://localhost:8787'

function world(users: NonNullable<Parameters<typeof emulate>[0]>['seed'] = {}) {
  const emulator = emulate({ seed: users })
  const browser = createBrowser({
    [FAPI]: emulator.fetch,
    [APP]: (request) => new Response(request.url),
  })
  const text = async (path: string, form?: Record<string, string>) =>
    (await browser.visit(`${FAPI}${path}`, form)).response.text()
  return { emulator, browser, text }
}

const people = {
  users: [
    {
      id: 'user_ada',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email_address: ['ada@example.com'],
    },
    { id: 'user_mallory', username: 'mallory', banned: true },
  ],
}

test('behavior: there is a button for each user, which is disabled for a banned user', async () => {
  const page = await world(people).text('/sign-in')
  expect(page).toContain('<button class="person" name="user_id" value="user_ada">')
  expect(page).toContain('<span>Ada Lovelace</span> <span class="soft">ada@example.com</span>')
  expect(page).toMatch(/value="user_mallory" disabled>\s*<span>mallory<\/span>.*banned/)
})

test('behavior: the page shows the signed-in user, and a link to sign out', async () => {
  const { text } = world(people)
  expect(await text('/sign-in', { user_id: 'user_ada' })).toContain(
    'Signed in as <strong>Ada Lovelace</strong>',
  )
  expect(await text('/sign-in')).toContain('<a href="/sign-out">Sign out</a>')
  expect(await text('/sign-out')).toContain('<form class="card" method="post">')
  expect(await text('/sign-out', {})).not.toContain('Signed in as')
})

// The buttons of Clerk's components put the redirect URL behind `#/?`, which only a script of the page can read.
test('behavior: a script reads the redirect URL from the fragment, unless it is in the query', async () => {
  const { browser, text } = world(people)
  const { response } = await browser.visit(`${FAPI}/sign-in`)
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(await response.text()).toContain('src="/_emulator/signIn.js"')
  expect(await text('/_emulator/signIn.js')).toContain('location.replace')
  expect(await text(`/sign-in?redirect_url=${APP}`)).not.toContain('<script')
})

test.each([
  [{ redirect_url: `${APP}/a`, sign_in_fallback_redirect_url: `${APP}/b` }, '/a'],
  [{ redirect_url: `${APP}/a`, sign_in_force_redirect_url: `${APP}/b` }, '/b'],
  [{ sign_in_fallback_redirect_url: `${APP}/b` }, '/b'],
  [{ redirect_url: '', sign_up_fallback_redirect_url: `${APP}/c` }, '/c'],
  [{ sign_up_force_redirect_url: `${APP}/c` }, '/c'],
])('behavior: %j redirects to %s', async (query: Record<string, string>, path) => {
  const { browser } = world(people)
  const { url } = await browser.visit(`${FAPI}/sign-in?${new URLSearchParams(query)}`, {
    user_id: 'user_ada',
  })
  expect(url.origin + url.pathname).toBe(APP + path)
})

test('behavior: signing in as another user replaces the session', async () => {
  const { emulator, text } = world({
    users: [
      { id: 'user_1', username: 'one' },
      { id: 'user_2', username: 'two' },
    ],
  })
  await text('/sign-in', { user_id: 'user_1' })
  expect(await text('/sign-in', { user_id: 'user_2' })).toContain('Signed in as <strong>two')
  const sessions = await emulator.fetch(`${FAPI}/v1/sessions?user_id=user_1`, {
    headers: { authorization: `Bearer ${emulator.ctx.secretKey}` },
  })
  expect(await sessions.json()).toMatchObject([{ status: 'replaced' }])
})

test('behavior: names and URLs are shown as text, never as markup', async () => {
  const page = await world({
    users: [{ id: 'user_x', first_name: '<script>alert(1)</script>', username: 'x' }],
  }).text(`/sign-in?redirect_url=${encodeURIComponent(`${APP}/"><script>`)}`)
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

test('behavior: the list has 50 users at most, and can be searched', async () => {
  const { text } = world({
    users: Array.from({ length: 60 }, (_, i) => ({ username: `user${i}` })),
  })
  expect((await text('/sign-in')).match(/class="person"/g)).toHaveLength(50)
  expect((await text('/sign-in?q=USER55')).match(/class="person"/g)).toHaveLength(1)
  expect(await text('/sign-in?q=nobody')).toContain('No user matches the search.')
})

test('behavior: the policy allows no script, and forms only to the page itself and the application', async () => {
  const { browser } = world(people)
  const { response } = await browser.visit(
    `${FAPI}/sign-in?redirect_url=${encodeURIComponent(APP)}`,
  )
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('script-src')
  expect(policy).toContain(`form-action 'self' ${APP};`)
})

test('error: a redirect to anything but a web address, a banned user and an unknown user', async () => {
  const { browser } = world(people)
  for (const [path, user_id, status] of [
    ['/sign-in?redirect_url=javascript:alert(1)', 'user_ada', 422],
    ['/sign-in', 'user_mallory', 403],
    ['/sign-in', 'user_nobody', 404],
  ] as const) {
    const { response } = await browser.visit(`${FAPI}${path}`, { user_id })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain('role="alert"')
  }
  const { response } = await browser.visit(`${FAPI}/sign-out?redirect_url=ftp://x.y`)
  expect(response.status).toBe(422)
})

/** Runs the script of the sign-in page. Returns the URL to which the script redirects, or undefined without a redirect. */
async function ledTo(path: string): Promise<string | undefined> {
  const { text } = world(people)
  const [, script = ''] = /<script type="module" src="([^"]+)">/.exec(await text('/sign-in')) ?? []
  const { pathname, search, hash } = new URL(path, FAPI)
  let led: string | undefined
  const replace = (to: string) => {
    led = to
  }
  new Function('location', await text(script))({ pathname, search, hash, replace })
  return led
}

test.each([
  ['#/?redirect_url=http%3A%2F%2Fa%2F%3Fb', { redirect_url: 'http://a/?b' }],
  [
    '?__clerk_db_jwt=dvb_1#/?redirect_url=http%3A%2F%2Fa',
    { __clerk_db_jwt: 'dvb_1', redirect_url: 'http://a' },
  ],
  [
    '#/?redirect_url=http%3A%2F%2Fa&sign_in_force_redirect_url=http%3A%2F%2Fb',
    { redirect_url: 'http://a', sign_in_force_redirect_url: 'http://b' },
  ],
])(
  'behavior: the parameters that the script of Clerk puts behind the # move to the query: %s',
  async (path, query) => {
    const led = new URL(`${await ledTo(`/sign-in${path}`)}`, `${FAPI}/sign-in`)
    expect(led.pathname).toBe('/sign-in')
    expect(Object.fromEntries(led.searchParams)).toEqual(query)
  },
)

test.each(['', '#', '#/', '#/?'])('behavior: an empty fragment is ignored: %s', async (path) => {
  expect(await ledTo(`/sign-in${path}`)).toBe(undefined)
})
