// Tests clerk-js in a browser. The script is unchanged, and its Frontend API is the emulator.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { after, before, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { getUser, listWaitlistEntries } from 'clerklet'
import { verifyToken } from 'clerklet/verify'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { launch } from './support.mjs'

const scripts = fileURLToPath(new URL('node_modules/@clerk/clerk-js/dist/', import.meta.url))
const clerk = createEmulator({
  seed: {
    users: [{ id: 'user_ada', username: 'ada', email_address: ['ada+clerk_test@example.com'] }],
  },
})

let browser
let listening
let site
let app
let page

before(async () => {
  listening = await listen(clerk, { hostname: 'localhost' })
  const fapi = `http://localhost:${new URL(listening.url).port}`
  const html = `<!doctype html><title>App</title>
    <script async src="/clerk.browser.js" data-clerk-publishable-key="${clerk.instance.publishableKey}"
      data-clerk-proxy-url="${fapi}"></script>`
  site = createServer((request, response) => {
    const isScript = /^\/[\w.-]+\.js$/.test(request.url)
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? readFileSync(scripts + request.url.slice(1)) : html)
  })
  await new Promise((resolve) => site.listen(0, resolve))
  app = `http://localhost:${site.address().port}/`
  browser = await launch()
})

after(async () => {
  await browser?.close()
  site?.close()
  await listening?.close()
})

/** Before each test, resets the emulator and loads clerk-js in a separate browser context. */
beforeEach(async () => {
  clerk.reset()
  const context = await browser.newContext()
  page = await context.newPage()
  await page.goto(app)
  await page.waitForFunction(() => window.Clerk)
  await page.evaluate(() => window.Clerk.load())
})

test('behavior: the script loads completely', async () => {
  assert.equal(await page.evaluate(() => window.Clerk.status), 'ready')
})

test('behavior: a visitor signs up with a code, and the Backend API has the user and verifies the token', async () => {
  const { id, token, steps } = await page.evaluate(async () => {
    const begun = await window.Clerk.client.signUp.create({
      emailAddress: 'new+clerk_test@example.com',
      password: 'difference engine',
      firstName: 'Charles',
      unsafeMetadata: { plan: 'free' },
    })
    const steps = [begun.status, begun.verifications.emailAddress.status]
    await begun.prepareEmailAddressVerification({ strategy: 'email_code' })
    const done = await begun.attemptEmailAddressVerification({ code: '424242' })
    steps.push(done.status, done.verifications.emailAddress.status)
    await window.Clerk.setActive({ session: done.createdSessionId })
    return { steps, id: window.Clerk.user.id, token: await window.Clerk.session.getToken() }
  })
  assert.deepEqual(steps, ['missing_requirements', 'unverified', 'complete', 'verified'])
  const user = await getUser(clerk.ctx, id)
  assert.equal(user.first_name, 'Charles')
  assert.deepEqual(user.unsafe_metadata, { plan: 'free' })
  assert.equal((await verifyToken(clerk.ctx, token)).sub, id)
})

test('behavior: a user signs in with a code, and signs out', async () => {
  const { statuses, users } = await page.evaluate(async () => {
    const { Clerk } = window
    const begun = await Clerk.client.signIn.create({ identifier: 'ada' })
    const { emailAddressId } = begun.supportedFirstFactors.find(
      ({ strategy }) => strategy === 'email_code',
    )
    await begun.prepareFirstFactor({ strategy: 'email_code', emailAddressId })
    const done = await begun.attemptFirstFactor({ strategy: 'email_code', code: '424242' })
    await Clerk.setActive({ session: done.createdSessionId })
    const users = [Clerk.user.id]
    await Clerk.signOut(() => {})
    return { statuses: [done.status], users: [...users, Clerk.user] }
  })
  assert.deepEqual([statuses, users], [['complete'], ['user_ada', null]])
})

test('behavior: a second factor is required, and errors have the codes of Clerk', async () => {
  clerk.seed({
    users: [
      {
        id: 'user_alan',
        username: 'alan',
        password: 'enigma machine',
        totp_secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
        backup_codes: ['once-only'],
      },
    ],
  })
  const { codes, statuses, user } = await page.evaluate(async () => {
    const { signIn } = window.Clerk.client
    const refused = (call) => call.then(String, ({ errors }) => errors[0].code)
    const form = { identifier: 'alan', password: 'enigma machine' }
    const codes = [
      await refused(signIn.create({ ...form, identifier: 'nobody' })),
      await refused(signIn.create({ ...form, password: 'wrong' })),
    ]
    const half = await signIn.create(form)
    const statuses = [half.status]
    codes.push(
      await refused(half.attemptSecondFactor({ strategy: 'backup_code', code: 'another' })),
    )
    const done = await half.attemptSecondFactor({ strategy: 'backup_code', code: 'once-only' })
    statuses.push(done.status)
    await window.Clerk.setActive({ session: done.createdSessionId })
    return { codes, statuses, user: window.Clerk.user.username }
  })
  assert.deepEqual(codes, [
    'form_identifier_not_found',
    'form_password_incorrect',
    'form_code_incorrect',
  ])
  assert.deepEqual(statuses, ['needs_second_factor', 'complete'])
  assert.equal(user, 'alan')
  assert.equal((await getUser(clerk.ctx, 'user_alan')).verification_attempts_remaining, 100)
})

/** Creates the user Grace, and signs her in. */
async function signIn() {
  clerk.seed({
    users: [{ id: 'user_grace', username: 'hopper', password: 'nanoseconds of wire' }],
  })
  await page.evaluate(async () => {
    const { Clerk } = window
    const form = { identifier: 'hopper', password: 'nanoseconds of wire' }
    const { createdSessionId } = await Clerk.client.signIn.create(form)
    await Clerk.setActive({ session: createdSessionId })
  })
}

test('behavior: an organization is created, activated and renamed, and lists its members', async () => {
  await signIn()
  const { created, active, members, user } = await page.evaluate(async () => {
    const { Clerk } = window
    const organization = await Clerk.createOrganization({ name: 'Acme', slug: '' })
    await Clerk.setActive({ organization })
    const active = [Clerk.organization.id, Clerk.session.lastActiveOrganizationId]
    const { data } = await Clerk.organization.getMemberships()
    await organization.update({ name: 'Acme Inc' })
    const [membership] = Clerk.user.organizationMemberships
    return {
      created: organization.id,
      active,
      members: data.map(({ publicUserData }) => publicUserData.userId),
      user: [membership.organization.name, membership.role],
    }
  })
  assert.deepEqual(active, [created, created])
  assert.deepEqual(members, ['user_grace'])
  assert.deepEqual(user, ['Acme Inc', 'org:admin'])
})

test('behavior: the user is updated, and an unsupported operation has an error that says so', async () => {
  await signIn()
  const { name, sessions, refused } = await page.evaluate(async () => {
    const { user } = window.Clerk
    await user.update({ firstName: 'Grace' })
    const sessions = await user.getSessions()
    const refused = await user
      .createTOTP()
      .catch(({ errors, status }) => [status, errors[0].code, errors[0].longMessage])
    return { name: user.firstName, sessions: sessions.length, refused }
  })
  assert.deepEqual([name, sessions], ['Grace', 1])
  assert.deepEqual(refused.slice(0, 2), [501, 'not_implemented'])
  assert.match(refused[2], /`POST \/v1\/me\/totp`/)
  // The error does not sign the user out.
  assert.equal(await page.evaluate(() => window.Clerk.user.id), 'user_grace')
})

test('behavior: a session is reverified', async () => {
  await signIn()
  clerk.clock.advance('20m')
  const { statuses, age } = await page.evaluate(async () => {
    const { session } = window.Clerk
    const begun = await session.startVerification({ level: 'first_factor' })
    const form = { strategy: 'password', password: 'nanoseconds of wire' }
    const done = await session.attemptFirstFactorVerification(form)
    return {
      statuses: [begun.status, done.status],
      age: window.Clerk.session.factorVerificationAge,
    }
  })
  assert.deepEqual(statuses, ['needs_first_factor', 'complete'])
  assert.deepEqual(age, [0, -1])
})

test('behavior: a visitor joins the waitlist', async () => {
  clerk.seed({ settings: { sign_up: { mode: 'waitlist' } } })
  const id = await page.evaluate(async () => {
    const entry = await window.Clerk.joinWaitlist({ emailAddress: 'ada@example.com' })
    return entry.id
  })
  const { data } = await listWaitlistEntries(clerk.ctx)
  assert.deepEqual(
    data.map((one) => one.id),
    [id],
  )
})

test('behavior: a visitor who is redirected to the sign-in page returns to the application', async () => {
  await page.evaluate(() => {
    window.Clerk.redirectToSignIn({ signInFallbackRedirectUrl: window.location.href })
  })
  await page.getByRole('button', { name: 'ada' }).click()
  await page.waitForURL((url) => url.origin === new URL(app).origin)
  await page.waitForFunction(() => window.Clerk)
  await page.evaluate(() => window.Clerk.load())
  assert.equal(await page.evaluate(() => window.Clerk.user?.username), 'ada')
})
