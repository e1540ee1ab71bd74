// An application of Next with `@clerk/nextjs`: the variables that the command prints bring it to the emulator.
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
  // The application has pages of its own for these two.
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

test('a visitor signs up with a code, and the server knows who it is', async () => {
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

test('somebody signs in, and out', async () => {
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

test('a page for signed-in users leads to the sign-in page, and back', async () => {
  const { page, open, see, problems } = visitor
  await open('/account')
  await see('Welcome back! Please sign in to continue')
  assert.equal(new URL(page.url()).pathname, '/sign-in')
  await typeSignIn()
  await see('The account of ada@example.com')
  assert.equal(page.url(), `${site.origin}/account`)
  assert.deepEqual(problems(), [])
})

test('without a session token the server asks the emulator for one, and the page shows the user', async () => {
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

test('the page of the emulator signs in for the application', async () => {
  const { page, open, button, see, problems } = visitor
  await open('/')
  // As a button of Clerk does that was told of this page.
  const way = new URLSearchParams({ redirect_url: `${site.origin}/account` })
  await page.goto(`${emulator.url}/sign-in#/?${way}`)
  await page.getByRole('button', { name: /Ada/ }).click()
  await see('The account of ada@example.com')
  await button('Open user menu').waitFor()
  assert.deepEqual(problems(), [])
})

// The last one: it speaks of all tests above.
test('the server has looked for no other machine', () => {
  assert.equal(readFileSync(lookedFor, 'utf8'), '')
})
