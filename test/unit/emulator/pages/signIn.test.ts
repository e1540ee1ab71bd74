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

test('behavior: a button for each user, and none to press for one who is banned', async () => {
  const page = await world(people).text('/sign-in')
  expect(page).toContain('<button class="person" name="user_id" value="user_ada">')
  expect(page).toContain('<span>Ada Lovelace</span> <span class="soft">ada@example.com</span>')
  expect(page).toMatch(/value="user_mallory" disabled>\s*<span>mallory<\/span>.*banned/)
})

test('behavior: says who is signed in, and leads to signing out', async () => {
  const { text } = world(people)
  expect(await text('/sign-in', { user_id: 'user_ada' })).toContain(
    'Signed in as <strong>Ada Lovelace</strong>',
  )
  expect(await text('/sign-in')).toContain('<a href="/sign-out">Sign out</a>')
  expect(await text('/sign-out')).toContain('<form class="card" method="post">')
  expect(await text('/sign-out', {})).not.toContain('Signed in as')
})

// The buttons of components put it behind `#/?`, where only the page itself sees it.
test('behavior: the page looks for the way back in its address, unless the request has one', async () => {
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
])('behavior: %j leads to %s', async (query: Record<string, string>, path) => {
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

test('behavior: names and addresses are text, never markup', async () => {
  const page = await world({
    users: [{ id: 'user_x', first_name: '<script>alert(1)</script>', username: 'x' }],
  }).text(`/sign-in?redirect_url=${encodeURIComponent(`${APP}/"><script>`)}`)
  expect(page).not.toContain('<script')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
})

test('behavior: many users are searched', async () => {
  const { text } = world({
    users: Array.from({ length: 60 }, (_, i) => ({ username: `user${i}` })),
  })
  expect((await text('/sign-in')).match(/class="person"/g)).toHaveLength(50)
  expect((await text('/sign-in?q=USER55')).match(/class="person"/g)).toHaveLength(1)
  expect(await text('/sign-in?q=nobody')).toContain('Nobody is found.')
})

test('behavior: the policy lets no script run, and forms lead to the application only', async () => {
  const { browser } = world(people)
  const { response } = await browser.visit(
    `${FAPI}/sign-in?redirect_url=${encodeURIComponent(APP)}`,
  )
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('script-src')
  expect(policy).toContain(`form-action 'self' ${APP};`)
})

test('error: a redirect to what is no web address, a user who is banned, and one who is not there', async () => {
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

/** Where the script of the page leads to, if it leads away. */
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
  'behavior: what the script of Clerk puts behind the # goes to the query: %s',
  async (path, query) => {
    const led = new URL(`${await ledTo(`/sign-in${path}`)}`, `${FAPI}/sign-in`)
    expect(led.pathname).toBe('/sign-in')
    expect(Object.fromEntries(led.searchParams)).toEqual(query)
  },
)

test.each(['', '#', '#/', '#/?'])('behavior: nothing behind the # leads away: %s', async (path) => {
  expect(await ledTo(`/sign-in${path}`)).toBe(undefined)
})
