// Tests an application of Next with `@clerk/nextjs`. It uses the emulator through the variables that `clerklet-emulator`
// prints.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { listSessions, listUsers } from 'clerklet'
import { startApplication } from '../fixtures/startApplication.mjs'
import { ada, codeFor, launch, picture, startEmulator, visit } from './support.mjs'

const seed = {
  settings: { attributes: { password: 'required' } },
  users: [ada],
}
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'clerklet-'))
const lookedFor = join(folder, 'hosts')

let browser
let emulator
let site
let visitor

before(async () => {
  emulator = await startEmulator(folder, seed)
  const next = here('node_modules/next/dist/bin/next')
  // The application has pages for signing in and up, so the Account Portal is not used.
  const pages = {
    NEXT_PUBLIC_CLERK_SIGN_IN_URL: '/sign-in',
    NEXT_PUBLIC_CLERK_SIGN_UP_URL: '/sign-up',
  }
  const env = { ...emulator.env, ...pages }
  writeFileSync(lookedFor, '')
  site = await startApplication(here('next'), {
    node: process.execPath,
    build: [[next, 'build']],
    buildEnv: env,
    start: [next, 'start'],
    env: {
      ...env,
      NODE_OPTIONS: `--require=${here('onlyThisMachine.cjs')}`,
      LOOKED_FOR: lookedFor,
    },
  })
  browser = await launch()
})

after(async () => {
  await browser?.close()
  site?.close()
  emulator?.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  await fetch(`${emulator.url}/_emulator/reset`, { method: 'POST' })
  visitor = await visit(browser, site.origin)
})

async function typeSignIn() {
  const { type, button } = visitor
  await type('Email address or username', 'ada@example.com')
  await button('Continue').click()
  await type('Password', ada.password)
  await button('Continue').click()
}

test('a visitor signs up with a code, and the server gets the user', async () => {
  const { page, open, type, typeCode, button, link, see, problems } = visitor
  await open('/')
  await see('You are signed out.')
  await button('Sign up').click()
  await type('Email address', 'grace@example.com')
  await type('Password', 'nanoseconds of wire')
  await picture(page, 'next-sign-up')
  await button('Continue').click()
  await see('Verify your email')
  await typeCode(await codeFor('grace@example.com', emulator.url))
  await see('You are signed in.')
  await link('Account').click()
  await see('The account of grace@example.com')
  const users = await listUsers(emulator.ctx, { email_address: ['grace@example.com'] })
  assert.equal(users.length, 1)
  assert.deepEqual(problems(), [])
})

test('a user signs in, and signs out', async () => {
  const { page, open, button, see, problems } = visitor
  await open('/')
  await button('Sign in').click()
  await typeSignIn()
  await see('You are signed in.')
  await button('Open user menu').click()
  await see('Ada Lovelace')
  await picture(page, 'next-user-button')
  await button('Sign out').click()
  await see('You are signed out.')
  await page.reload()
  await see('You are signed out.')
  const { data } = await listSessions(emulator.ctx, { user_id: 'user_ada', status: 'active' })
  assert.deepEqual(data, [])
  assert.deepEqual(problems(), [])
})

test('a page for signed-in users redirects to the sign-in page, and the sign-in returns to it', async () => {
  const { page, open, see, problems } = visitor
  await open('/account')
  await see('Welcome back! Please sign in to continue')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await typeSignIn()
  await see('The account of ada@example.com')
  assert.equal(page.url(), `${site.origin}/account`)
  assert.deepEqual(problems(), [])
})

test('without a session token, the server gets one from the emulator, and the page shows the user', async () => {
  const { context, page, open, see, problems } = visitor
  await open('/sign-in')
  await typeSignIn()
  await see('You are signed in.')
  await context.clearCookies({ name: /^__session/ })
  await open('/account')
  await see('The account of ada@example.com')
  assert.equal(page.url(), `${site.origin}/account`)
  assert.deepEqual(problems(), [])
})

test('the sign-in page of the emulator signs in to the application', async () => {
  const { page, open, button, see, problems } = visitor
  await open('/')
  // When the emulator's sign-in page is the sign-in URL, Clerk's sign-in button opens it with this fragment.
  const way = new URLSearchParams({ redirect_url: `${site.origin}/account` })
  await page.goto(`${emulator.url}/sign-in#/?${way}`)
  await page.getByRole('button', { name: /Ada/ }).click()
  await see('The account of ada@example.com')
  await button('Open user menu').waitFor()
  assert.deepEqual(problems(), [])
})

// This test must be the last one, because it checks the lookups of all tests above.
test('the server has looked up no other host', () => {
  assert.equal(readFileSync(lookedFor, 'utf8'), '')
})
