import {
  createBlocklistIdentifier,
  createInvitation,
  createUser,
  getUser,
  inviteWaitlistEntry,
  listWaitlistEntries,
  preparePhoneNumberVerification,
  updateInstanceCommunication,
  updateInstanceRestrictions,
} from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { lastCode, openPage } from '#fixtures/page.ts'

const REFUSED = { status: 403, code: 'not_allowed_access' }
const BEGUN = { status: 200, response: { status: 'missing_requirements' } }

async function opened(seed: Seed) {
  const emulator = emulate({ seed })
  const page = await openPage(emulator)
  return {
    emulator,
    ctx: emulator.strict,
    page,
    signUp: (email_address: string) => page.post('/sign_ups', { email_address }),
    signIn: (identifier: string) => page.post('/sign_ins', { identifier }),
  }
}

const ticketIn = (url: string | null | undefined) =>
  new URL(`${url}`).searchParams.get('ticket') ?? ''

describe('the allow-list', () => {
  const seed: Seed = {
    settings: { restrictions: { allowlist: true } },
    allowlist: [{ identifier: 'ada@example.com' }, { identifier: '*@example.org' }],
  }

  test('default: only listed addresses and domains can sign up', async () => {
    const { signUp } = await opened(seed)
    for (const email of ['Ada@Example.com', 'anybody@example.org']) {
      expect(await signUp(email)).toMatchObject(BEGUN)
    }
    for (const email of ['eve@example.com', 'ada@sub.example.org', 'ada@notexample.org']) {
      expect(await signUp(email)).toMatchObject(REFUSED)
    }
  })

  test('behavior: every identifier of a sign-up must be listed, also a changed one', async () => {
    const { page, signUp } = await opened(seed)
    const both = { email_address: 'ada@example.com', phone_number: '+14155551234' }
    expect(await page.post('/sign_ups', both)).toMatchObject(REFUSED)
    const { response } = await signUp('ada@example.com')
    const changes = { email_address: 'eve@example.com' }
    expect(await page.patch(`/sign_ups/${response.id}`, changes)).toMatchObject(REFUSED)
    expect((await page.get(`/sign_ups/${response.id}`)).response).toMatchObject({
      email_address: 'ada@example.com',
    })
  })

  test('behavior: an invitation also allows a sign-up, but only with its address', async () => {
    const { page, ctx, emulator } = await opened({
      settings: {
        restrictions: { allowlist: true },
        sign_up: { custom_action_required: true },
      },
    })
    const { url } = await createInvitation(ctx, { email_address: 'new@example.com' })
    const { response } = await page.post('/sign_ups', { ticket: ticketIn(url) })
    expect(response).toMatchObject({ unverified_fields: [], email_address: 'new@example.com' })
    const changes = { email_address: 'eve@example.com' }
    expect(await page.patch(`/sign_ups/${response.id}`, changes)).toMatchObject(REFUSED)
    const other = await openPage(emulator)
    const form = { email_address: 'new@example.com' }
    expect(await other.post('/sign_ups', form)).toMatchObject(BEGUN)
  })

  test('behavior: it also applies to sign-ins, unless the setting limits it to sign-ups', async () => {
    const { signIn, ctx } = await opened({
      ...seed,
      users: [
        { username: 'grace', email_address: ['grace@example.com'] },
        { username: 'alan', email_address: ['alan@example.org'] },
      ],
    })
    expect(await signIn('alan')).toMatchObject({ status: 200 })
    for (const identifier of ['grace', 'grace@example.com']) {
      expect(await signIn(identifier)).toMatchObject(REFUSED)
    }
    await updateInstanceRestrictions(ctx, { allowlist_blocklist_disabled_on_sign_in: true })
    expect(await signIn('grace')).toMatchObject({ status: 200 })
  })

  test('behavior: the Backend API can create users who are not listed', async () => {
    const { ctx } = await opened(seed)
    const { email_addresses } = await createUser(ctx, { email_address: ['eve@example.com'] })
    expect(email_addresses[0]?.email_address).toBe('eve@example.com')
  })
})

describe('the block-list', () => {
  const seed: Seed = {
    settings: { restrictions: { blocklist: true } },
    blocklist: [
      { identifier: 'eve@example.com' },
      { identifier: '*@spam.example' },
      { identifier: '*@*.junk.example' },
      { identifier: '+14155551234' },
    ],
  }

  test('default: listed addresses, their subaddresses, domains and subdomains are refused', async () => {
    const { page, signUp } = await opened(seed)
    for (const email of [
      'Eve@example.com',
      'eve+1@example.com',
      'eve=1@example.com',
      'eve#1@example.com',
      'x@spam.example',
      'x@a.junk.example',
      'x@a.b.junk.example',
    ]) {
      expect([email, await signUp(email)]).toMatchObject([email, REFUSED])
    }
    expect(await page.post('/sign_ups', { phone_number: '+14155551234' })).toMatchObject(REFUSED)
    for (const email of ['evelyn@example.com', 'x@a.spam.example', 'x@junk.example']) {
      expect([email, await signUp(email)]).toMatchObject([email, BEGUN])
    }
  })

  test('behavior: it has no effect while it is off', async () => {
    const { signUp } = await opened({ ...seed, settings: {} })
    expect(await signUp('eve@example.com')).toMatchObject(BEGUN)
  })

  test('behavior: the allow-list takes precedence over it, but an invitation does not', async () => {
    const { signUp, page, ctx } = await opened({
      ...seed,
      settings: { restrictions: { blocklist: true, allowlist: true } },
      allowlist: [{ identifier: 'eve@example.com' }],
    })
    expect(await signUp('eve@example.com')).toMatchObject(BEGUN)
    const { url } = await createInvitation(ctx, { email_address: 'x@spam.example' })
    expect(await page.post('/sign_ups', { ticket: ticketIn(url) })).toMatchObject(REFUSED)
  })

  test('behavior: a user who is added to it cannot sign in again', async () => {
    const { signIn, ctx } = await opened({
      ...seed,
      users: [{ username: 'grace', email_address: ['grace@example.com'] }],
    })
    expect(await signIn('grace')).toMatchObject({ status: 200 })
    await createBlocklistIdentifier(ctx, { identifier: 'grace@example.com' })
    expect(await signIn('grace')).toMatchObject(REFUSED)
  })
})

describe('addresses', () => {
  test.each([
    ['block_email_subaddresses', 'ada+1@example.com', 'ada@example.com'],
    ['block_disposable_email_domains', 'ada@mailinator.com', 'ada@example.com'],
    ['ignore_dots_for_gmail_addresses', 'a.d.a@gmail.com', 'ad.am@gmail.com'],
    ['ignore_dots_for_gmail_addresses', 'ada@googlemail.com', 'a.da@example.com'],
    ['block_email_subaddresses', 'a.da@gmail.com', 'adam@gmail.com'],
  ])('behavior: %s refuses %s, but not %s', async (setting, kept, free) => {
    const users = [{ email_address: ['ad.a@gmail.com'] }]
    const { signUp, ctx } = await opened({ users })
    expect(await signUp(kept)).toMatchObject(BEGUN)
    await updateInstanceRestrictions(ctx, { [setting]: true })
    expect(await signUp(kept)).toMatchObject(REFUSED)
    expect(await signUp(free)).toMatchObject(BEGUN)
  })
})

describe('sign-up modes', () => {
  test.each([
    ['restricted', 'sign_up_mode_restricted'],
    ['waitlist', 'sign_up_restricted_waitlist'],
  ] as const)('behavior: %s only allows sign-ups with an invitation', async (mode, code) => {
    const { signUp, page, ctx } = await opened({
      settings: { sign_up: { mode, custom_action_required: true } },
    })
    expect(await signUp('ada@example.com')).toMatchObject({ status: 403, code })
    const { url } = await createInvitation(ctx, { email_address: 'ada@example.com' })
    const { response } = await page.post('/sign_ups', { ticket: ticketIn(url) })
    expect(response).toMatchObject({ missing_fields: [], unverified_fields: [] })
    const path = `/sign_ups/${response.id}`
    expect(await page.patch(path, { first_name: 'Ada' })).toMatchObject(BEGUN)
    expect(await page.patch(path, { email_address: 'eve@example.com' })).toMatchObject({ code })
  })

  test('behavior: people join the waitlist, and can sign up when they are invited', async () => {
    const { page, ctx, emulator } = await opened({ settings: { sign_up: { mode: 'waitlist' } } })
    const join = (email_address: string) => page.call('POST', '/waitlist', { email_address })
    const { response } = await join('ada@example.com')
    expect((await listWaitlistEntries(ctx)).data).toMatchObject([{ id: response.id }])
    const { invitation } = await inviteWaitlistEntry(ctx, `${response.id}`)
    await page.post('/sign_ups', { ticket: ticketIn(invitation?.url) })
    expect((await listWaitlistEntries(ctx)).data).toMatchObject([{ status: 'completed' }])
    expect((await join('')).status).toBe(422)
    emulator.seed({ settings: { sign_up: { mode: 'public' } } })
    expect((await join('eve@example.com')).status).toBe(403)
  })
})

describe('countries', () => {
  test('default: no code is sent to a number of a blocked country', async () => {
    const { page, ctx, emulator } = await opened({
      users: [{ id: 'user_ada', username: 'ada', phone_number: ['+4915112345678'] }],
    })
    expect(
      await updateInstanceCommunication(ctx, { blocked_country_codes: ['DE', 'CA', 'ZZ'] }),
    ).toMatchObject({ blocked_country_codes: ['DE', 'CA'] })
    for (const phone_number of ['+4915112345678', '+16045551234']) {
      expect(await page.post('/sign_ups', { phone_number })).toMatchObject(REFUSED)
    }
    for (const phone_number of ['+436601234567', '+12125551234', '+12425551234']) {
      expect(await page.post('/sign_ups', { phone_number })).toMatchObject(BEGUN)
    }
    const form = { identifier: 'ada', strategy: 'phone_code' }
    expect(await page.post('/sign_ins', form)).toMatchObject(REFUSED)
    const phone = (await getUser(ctx, 'user_ada')).phone_numbers[0]?.id ?? ''
    await expect(preparePhoneNumberVerification(ctx, phone)).rejects.toMatchObject(REFUSED)
    await updateInstanceCommunication(ctx, { blocked_country_codes: [] })
    await preparePhoneNumberVerification(ctx, phone)
    expect(lastCode(emulator)).toMatch(/^\d{6}$/)
  })
})
