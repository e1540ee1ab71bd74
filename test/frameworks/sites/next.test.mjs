// Tests the recipe of docs/next.md, built and started by Next.
import { fileURLToPath } from 'node:url'
import { createApiKey } from 'clerklet'
import { expect, test } from 'vitest'
import { scenarios } from './scenarios.mjs'

const next = fileURLToPath(new URL('../next/node_modules/next/dist/bin/next', import.meta.url))

const running = scenarios('next', {
  node: process.execPath,
  build: [[next, 'build']],
  start: [next, 'start'],
})

test('behavior: prefetch and client-side navigation are not redirected', async () => {
  const { page, open, received, signIn, text } = await running.visitor()
  await signIn(/Ada/)
  received()
  const prefetch = page.waitForResponse((response) => response.url().includes('/?_rsc='))
  await open('/elsewhere')
  expect((await prefetch).status()).toBe(200)
  await page.getByRole('link', { name: 'Start page' }).click()
  await page.getByText('You are signed in').waitFor()
  expect(await text()).toBe('You are signed in as Ada.')
  const [document, ...rest] = received().filter(({ path }) => path && !path.startsWith('/_next/'))
  expect(document).toMatchObject({ isPage: true, path: '/elsewhere', status: 200 })
  expect(rest.filter(({ status, isPage }) => isPage || status !== 200)).toEqual([])
  expect(rest.length).toBeLessThan(8)
})

test('behavior: client-side navigation refreshes an expired token', async () => {
  const visitor = await running.visitor()
  const { page, open, received, signIn, text, cookies } = visitor
  await signIn(/Ada/)
  await open('/function')
  const expired = await running.expired(visitor)
  await visitor.replaceToken(expired)
  received()
  await page.getByRole('link', { name: 'Start page' }).click()
  await page.getByText('You are signed').waitFor()
  expect(await text()).toBe('You are signed in as Ada.')
  expect(received().filter(({ isPage }) => isPage)).toEqual([])
  expect((await cookies()).__session).not.toBe(expired)
})

test('behavior: client-side navigation that needs a handshake is signed out until a page load', async () => {
  const visitor = await running.visitor()
  const { context, page, open, received, signIn, text } = visitor
  await signIn(/Ada/)
  await open('/function')
  await context.clearCookies({ name: /^__refresh/ })
  await visitor.replaceToken(await running.expired(visitor))
  received()
  await page.getByRole('link', { name: 'Start page' }).click()
  await page.getByText('You are signed').waitFor()
  expect(await text()).toBe('You are signed out.')
  expect(received().filter(({ isHandshake }) => isHandshake)).toEqual([])
  await page.reload()
  expect(await text()).toBe('You are signed in as Ada.')
})

test('behavior: a server function has the user of a token that was refreshed for it', async () => {
  const visitor = await running.visitor()
  const { page, open, signIn } = visitor
  await signIn(/Ada/)
  await open('/function')
  await visitor.replaceToken(await running.expired(visitor))
  await page.getByRole('button').click()
  await page.waitForURL('**/elsewhere?**')
  expect(page.url()).toBe(`${running.origin}/elsewhere?by=user_ada`)
})

test('behavior: cookies are not cached with a page that was rendered at build time', async () => {
  const cached = await running.ask('/elsewhere')
  expect([cached.headers['cache-control'], cached.cookies]).toEqual(['s-maxage=31536000', []])
  const refreshed = await running.ask('/elsewhere', { cookie: await running.expiredCookies() })
  expect(refreshed.cookies.length).toBeGreaterThan(0)
  expect(refreshed.headers['cache-control']).toBe('private, no-store')
})

test('behavior: an API key is accepted by its route handler only', async () => {
  const { secret } = await createApiKey(running.clerk.ctx, { subject: 'user_ada', name: 'jobs' })
  const headers = { authorization: `Bearer ${secret}` }
  expect(await running.ask('/api/keys', headers)).toMatchObject({
    status: 200,
    text: '{"userId":"user_ada"}',
  })
  const refused = await running.ask('/api/me', headers)
  expect([refused.status, JSON.parse(refused.text).reason]).toEqual([401, 'token-invalid'])
})
