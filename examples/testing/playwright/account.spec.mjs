import { createServer } from 'node:net'
import { serve } from '@hono/node-server'
import { test as base, expect } from '@playwright/test'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import app from '../../server-rendered/index.ts'

const seed = { users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada' }] }

/** Starts an emulator and the application for each test, on separate ports. */
const test = base.extend({
  clerk: async ({ browserName: _ }, use) => {
    const clerk = createEmulator({ seed })
    const { env, close } = await listen(clerk)
    await use({ ...clerk, env })
    await close()
  },
  baseURL: async ({ clerk }, use) => {
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const env = { ...clerk.env, APP_ORIGIN: origin }
    const server = serve({ fetch: (request) => app.fetch(request, env), port })
    await use(origin)
    server.close()
  },
})

test('a user signs in with one click', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: /Ada/ }).click()
  await expect(page.getByText('You are signed in as Ada')).toBeVisible()
})

test('a test begins with a signed-in user', async ({ page, context, clerk, baseURL }) => {
  const { cookies } = await clerk.signIn('user_ada', { azp: baseURL })
  await context.addCookies(
    Object.entries(cookies).map(([name, value]) => ({ name, value, url: baseURL })),
  )
  await page.goto('/account')
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
})

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
