// Tests Clerk's components by clicks and typing. All their scripts are loaded from the emulator.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import {
  getUser,
  listOrganizations,
  listSessions,
  listUserOrganizationMemberships,
  listUsers,
  listWaitlistEntries,
  verifyUserPassword,
} from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { ada, codeFor, launch, picture, servePages, visit } from './support.mjs'

/** The test key of RFC 6238, as text and in Base32 for the seed. */
const TOTP = { key: '12345678901234567890', base32: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }

const clerk = createEmulator({
  seed: {
    settings: { attributes: { password: 'required' }, application_name: 'Engines' },
    users: [
      ada,
      {
        id: 'user_alan',
        username: 'alan',
        email_address: ['alan@example.com'],
        password: ada.password,
        totp_secret: TOTP.base32,
        backup_codes: ['once-only', 'another'],
      },
    ],
    organizations: [
      { id: 'org_acme', name: 'Acme', slug: 'acme', created_by: 'user_ada' },
      { id: 'org_globex', name: 'Globex', slug: 'globex', created_by: 'user_ada' },
    ],
  },
})

let browser
let listening
let site
let visitor

before(async () => {
  // The emulator finds the packages of clerk-js and Clerk's UI, because this folder is the working directory.
  listening = await listen(clerk)
  site = await servePages({ fapi: listening.url, publishableKey: clerk.ctx.publishableKey })
  browser = await launch()
})

after(async () => {
  await browser?.close()
  site?.close()
  await listening?.close()
})

beforeEach(async () => {
  clerk.reset()
  visitor = await visit(browser, site.origin)
})

/** Opens the sign-in page, and submits the identifier of a user. */
async function identify(identifier) {
  const { open, type, button } = visitor
  await open('/sign-in')
  await type('Email address or username', identifier)
  await button('Continue').click()
}

/** Signs Alan in with his password, up to the second factor. */
async function signInWithPassword() {
  const { type, button } = visitor
  await identify('alan')
  await type('Password', ada.password)
  await button('Continue').click()
}

/** Opens a page as a signed-in user. */
async function openAs(userId, path = '/') {
  const { cookies } = await clerk.signIn(userId)
  const kept = Object.entries(cookies).map(([name, value]) => ({ name, value, url: site.origin }))
  await visitor.context.addCookies(kept)
  await visitor.open(path)
}

/** Returns a wrong code of six digits. Its first digit differs from that of the given code. */
function anotherThan(code) {
  return code.replace(/./, (digit) => (Number(digit) + 1) % 10)
}

function openSessions(user_id) {
  return listSessions(clerk.ctx, { user_id, status: 'active' })
}

async function openUserMenu() {
  await visitor.button('Open user menu').click()
}

/** Opens a page of the account through the user button. */
async function openAccount(name) {
  await openUserMenu()
  await visitor.button('Manage account').click()
  await visitor.button(name).click()
}

test('SignIn: a password signs in, and a wrong one is refused with a message', async () => {
  const { page, type, button, see, problems } = visitor
  await identify('ada@example.com')
  await type('Password', 'wrong')
  await button('Continue').click()
  await see('Password is incorrect. Try again, or use another method.')
  await picture(page, 'components-password')
  assert.deepEqual(problems().map(withoutIds), [
    'POST /v1/client/sign_ins/{id}/attempt_first_factor 422',
  ])
  assert.deepEqual((await openSessions('user_ada')).data, [])
  await type('Password', ada.password)
  await button('Continue').click()
  await button('Open user menu').waitFor()
  assert.equal(page.url(), `${site.origin}/`)
  assert.equal((await openSessions('user_ada')).data.length, 1)
  assert.deepEqual(problems(), [])
})

test('SignIn: an unknown address is refused with a message', async () => {
  const { see, problems } = visitor
  await identify('nobody@example.com')
  await see("Couldn't find your account.")
  assert.deepEqual(problems(), ['POST /v1/client/sign_ins 422'])
})

test('SignIn: a code from the e-mail signs in, and a wrong one is refused with a message', async () => {
  const { page, link, button, see, typeCode, problems } = visitor
  await identify('ada@example.com')
  await link('Use another method').click()
  await button('Email code to ada@example.com').click()
  await see('Check your email')
  const code = await codeFor('ada@example.com', listening.url)
  await typeCode(anotherThan(code))
  await see('Incorrect code')
  await picture(page, 'components-code')
  assert.deepEqual(problems().map(withoutIds), [
    'POST /v1/client/sign_ins/{id}/attempt_first_factor 422',
  ])
  await typeCode(code)
  await button('Open user menu').waitFor()
  assert.equal((await openSessions('user_ada')).data.length, 1)
  assert.deepEqual(problems(), [])
})

test('SignIn: a forgotten password is reset with a code, which ends the other sessions', async () => {
  const { page, link, type, typeCode, button, see, problems } = visitor
  const { session } = await clerk.signIn('user_ada')
  await identify('ada@example.com')
  await link('Forgot password?').click()
  await button('Reset your password').click()
  await see('First, enter the code sent to your email address')
  await typeCode(await codeFor('ada@example.com', listening.url))
  await type('New password', 'analytical engine')
  await type('Confirm password', 'analytical engine')
  await picture(page, 'components-reset')
  await button('Reset Password').click()
  await button('Open user menu').waitFor()
  const { verified } = await verifyUserPassword(clerk.ctx, 'user_ada', {
    password: 'analytical engine',
  })
  assert.equal(verified, true)
  const open = (await openSessions('user_ada')).data.map(({ id }) => id)
  assert.equal(open.length, 1)
  assert.notEqual(open[0], session.id)
  assert.deepEqual(problems(), [])
})

test('SignIn: an authenticator app is the second factor', async () => {
  const { page, typeCode, button, see, problems } = visitor
  await signInWithPassword()
  await see('Two-step verification')
  const code = totpCode()
  await typeCode(anotherThan(code))
  await see('Incorrect code')
  await picture(page, 'components-second-factor')
  assert.deepEqual(problems().map(withoutIds), [
    'POST /v1/client/sign_ins/{id}/attempt_second_factor 422',
  ])
  await typeCode(code)
  await button('Open user menu').waitFor()
  assert.equal((await openSessions('user_alan')).data.length, 1)
  assert.deepEqual(problems(), [])
})

test('SignIn: a backup code is the second factor, once', async () => {
  const { link, type, button, see, problems } = visitor
  for (const isFirst of [true, false]) {
    await signInWithPassword()
    await link('Use another method').click()
    await button('Use a backup code').click()
    await type('Backup code', 'once-only')
    await button('Continue').click()
    if (!isFirst) continue
    await openUserMenu()
    await button('Sign out').click()
    await see('You are signed out.')
    assert.deepEqual(problems(), [])
  }
  await see('Incorrect code')
  assert.deepEqual(problems().map(withoutIds), [
    'POST /v1/client/sign_ins/{id}/attempt_second_factor 422',
  ])
})

test('SignUp: a code from the e-mail completes the sign-up', async () => {
  const { page, open, type, typeCode, button, see, problems } = visitor
  await open('/sign-in')
  await visitor.link('Sign up').click()
  await see('Create your account')
  await picture(page, 'components-sign-up')
  await type('Email address', 'grace@example.com')
  await type('Password', 'nanoseconds of wire')
  await button('Continue').click()
  await see('Verify your email')
  const code = await codeFor('grace@example.com', listening.url)
  await typeCode(anotherThan(code))
  await see('Incorrect code')
  assert.deepEqual(problems().map(withoutIds), [
    'POST /v1/client/sign_ups/{id}/attempt_verification 422',
  ])
  assert.deepEqual(await listUsers(clerk.ctx, { email_address: ['grace@example.com'] }), [])
  await typeCode(code)
  await openUserMenu()
  await see('grace@example.com')
  const [user] = await listUsers(clerk.ctx, { email_address: ['grace@example.com'] })
  assert.equal(user.password_enabled, true)
  assert.equal(user.email_addresses[0].verification.status, 'verified')
  assert.equal((await openSessions(user.id)).data.length, 1)
  assert.deepEqual(problems(), [])
})

test('SignUp: an address in use and a short password are refused', async () => {
  const { open, type, button, see, problems } = visitor
  await open('/sign-up')
  await type('Email address', 'ada@example.com')
  await type('Password', 'short')
  await button('Continue').click()
  await see('Your password must contain 8 or more characters.')
  await type('Password', 'nanoseconds of wire')
  await button('Continue').click()
  await see('That email address is taken. Please try another.')
  assert.deepEqual([...new Set(problems())], ['POST /v1/client/sign_ups 422'])
})

test('UserButton: it shows name and address, and signs out', async () => {
  const { page, button, see, problems } = visitor
  await openAs('user_ada')
  await openUserMenu()
  await see('Ada Lovelace')
  await see('ada@example.com')
  await picture(page, 'components-user-button')
  await button('Sign out').click()
  await see('You are signed out.')
  assert.deepEqual((await openSessions('user_ada')).data, [])
  await page.reload()
  await see('You are signed out.')
  assert.deepEqual(problems(), [])
})

test('UserProfile: the name is changed', async () => {
  const { page, type, button, see, problems } = visitor
  await openAs('user_ada')
  await openAccount('Profile')
  await button('Update profile').click()
  await type('First name', 'Augusta')
  await picture(page, 'components-user-profile')
  await button('Save').click()
  await see('Augusta Lovelace')
  assert.equal((await getUser(clerk.ctx, 'user_ada')).first_name, 'Augusta')
  assert.deepEqual(problems(), [])
})

test('UserProfile: an unsupported operation has a message that says so', async () => {
  const { page, see, problems } = visitor
  await openAs('user_ada')
  await openAccount('Security')
  await page.getByRole('menuitem', { name: 'Add two-step verification' }).click()
  await page.getByRole('menuitem', { name: 'Authenticator application' }).click()
  await see(
    'The emulator does not support `POST /v1/me/totp`: SUPPORTED.md of clerklet-emulator lists the supported operations.',
  )
  await picture(page, 'components-unsupported')
  assert.deepEqual(problems(), ['POST /v1/me/totp 501'])
})

test('OrganizationSwitcher: it lists the organizations, and switches between them', async () => {
  const { page, button, see, problems } = visitor
  await openAs('user_ada')
  const switcher = button('Open organization switcher')
  // At first, the organization that was joined last is active.
  await switcher.getByText('Globex').waitFor()
  await switcher.click()
  const accounts = page.getByRole('group', { name: 'List of all accounts' })
  assert.deepEqual(await accounts.getByRole('button').allInnerTexts().then(lastLines), [
    'Personal account',
    'Acme',
  ])
  await picture(page, 'components-organization-switcher')
  await accounts.getByText('Acme').click()
  await switcher.getByText('Acme').waitFor()
  const active = async () =>
    (await openSessions('user_ada')).data.map((session) => session.last_active_organization_id)
  assert.deepEqual(await active(), ['org_acme'])
  await page.reload()
  await switcher.getByText('Acme').waitFor()
  await switcher.click()
  await accounts.getByText('Personal account').click()
  await switcher.getByText('Personal account').waitFor()
  assert.deepEqual(await active(), [null])
  await see('Personal account')
  assert.deepEqual(problems(), [])
})

test('OrganizationProfile: it lists the members', async () => {
  const { page, button, problems } = visitor
  await openAs('user_ada')
  await button('Open organization switcher').click()
  await button('Manage').click()
  await button('Members').click()
  await page
    .getByRole('row')
    .filter({ hasText: 'ada@example.com' })
    .getByRole('button', { name: 'Admin' })
    .waitFor()
  await picture(page, 'components-organization-profile')
  assert.deepEqual(problems(), [])
})

test('CreateOrganization: a new organization is created and activated', async () => {
  const { page, type, button, see, problems } = visitor
  await openAs('user_alan', '/create-organization')
  await type('Name', 'Initech')
  await picture(page, 'components-create-organization')
  await button('Create organization').click()
  await see('Invite new members')
  await button('Skip').click()
  await button('Open organization switcher').getByText('Initech').waitFor()
  const { data: organizations } = await listOrganizations(clerk.ctx, { query: 'Initech' })
  assert.deepEqual(
    organizations.map(({ slug, created_by }) => [slug, created_by]),
    [['initech', 'user_alan']],
  )
  const { data } = await listUserOrganizationMemberships(clerk.ctx, 'user_alan')
  assert.deepEqual(
    data.map(({ role }) => role),
    ['org:admin'],
  )
  assert.deepEqual(problems(), [])
})

test('CreateOrganization: a slug in use is refused with a message', async () => {
  const { type, button, see, problems } = visitor
  await openAs('user_ada', '/create-organization')
  await type('Name', 'Acme')
  await button('Create organization').click()
  await see('The slug acme is in use.')
  assert.deepEqual(problems(), ['POST /v1/organizations 422'])
})

test('Waitlist: the sign-up page leads to it, and it accepts an address', async () => {
  clerk.seed({ settings: { sign_up: { mode: 'waitlist' } } })
  const { page, open, type, button, see, problems } = visitor
  await open('/sign-up')
  await button('Join waitlist').click()
  await see('Join the waitlist')
  await type('Email address', 'grace@example.com')
  await picture(page, 'components-waitlist')
  await button('Join the waitlist').click()
  await see('Thanks for joining the waitlist!')
  const { data } = await listWaitlistEntries(clerk.ctx)
  assert.deepEqual(
    data.map(({ email_address, status }) => [email_address, status]),
    [['grace@example.com', 'pending']],
  )
  assert.deepEqual(problems(), [])
})

/** Computes the code that an authenticator app shows now (RFC 6238). */
function totpCode() {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', TOTP.key).update(counter).digest()
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff
  return `${number % 1_000_000}`.padStart(6, '0')
}

function withoutIds(text) {
  return text.replace(/\/\w{3}_\w+/, '/{id}')
}

/** Returns the last line of each button's text. The lines above are the letters of the default image. */
function lastLines(texts) {
  return texts.map((text) => text.trim().split('\n').at(-1))
}
