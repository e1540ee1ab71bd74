import {
  createInvitation,
  createOrganizationInvitation,
  createSignInToken,
  getSignUp,
  getUser,
  listOrganizationMemberships,
  revokeInvitation,
  updateSignUp,
  verifyUserPassword,
} from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { lastCode, openPage } from '#fixtures/page.ts'

const EMAIL = 'ada@example.com'
const PHONE = '+14155551234'

async function opened(seed: Seed = {}) {
  const emulator = emulate({ seed })
  const page = await openPage(emulator)
  const verify = async (id: unknown, strategy = 'email_code') => {
    await page.post(`/sign_ups/${id}/prepare_verification`, { strategy })
    return page.post(`/sign_ups/${id}/attempt_verification`, { strategy, code: lastCode(emulator) })
  }
  return { emulator, ctx: emulator.strict, page, verify }
}

test('behavior: the verification of a sign-up expires, or fails after three wrong codes', async () => {
  const { page, emulator } = await opened()
  const { response } = await page.post('/sign_ups', {
    email_address: EMAIL,
    strategy: 'email_code',
  })
  const path = `/sign_ups/${response.id}`
  const status = async () => {
    const { verifications } = (await page.get(path)).response
    const inClient = (await page.get()).response.sign_up
    expect(inClient).toMatchObject({ verifications: verifications as object })
    return (verifications as { email_address: object }).email_address
  }
  emulator.clock.advance('10m')
  expect(await status()).toMatchObject({ status: 'expired', next_action: 'needs_prepare' })
  await page.post(`${path}/prepare_verification`, { strategy: 'email_code' })
  expect(await status()).toMatchObject({ status: 'unverified', next_action: 'needs_attempt' })
  const attempt = (code: string) =>
    page.post(`${path}/attempt_verification`, { strategy: 'email_code', code })
  for (const code of ['000000', '000000', '000000']) await attempt(code)
  expect(await status()).toMatchObject({ status: 'failed', attempts: 3 })
  expect((await attempt(lastCode(emulator))).code).toBe('verification_failed')
})

test('behavior: spaces around an address are removed', async () => {
  const { page } = await opened({ users: [{ email_address: ['eve@example.com'] }] })
  const begun = await page.post('/sign_ups', { email_address: ` ${EMAIL} ` })
  expect(begun.response).toMatchObject({ email_address: EMAIL })
  expect(
    (await page.post('/sign_ins', { identifier: ' eve@example.com ' })).response,
  ).toMatchObject({
    status: 'needs_first_factor',
    identifier: 'eve@example.com',
  })
})

test('error: an expired invitation to an organization', async () => {
  const { page, ctx, emulator } = await opened({
    users: [{ email_address: ['eve@example.com'] }],
    organizations: [{ id: 'org_acme', name: 'Acme' }],
  })
  const invite = async (email_address: string) =>
    (await createOrganizationInvitation(ctx, 'org_acme', { email_address, role: 'org:member' })).id
  const [stranger, user] = [await invite(EMAIL), await invite('eve@example.com')]
  emulator.clock.advance('31d')
  expect((await page.post('/sign_ups', { ticket: stranger })).code).toBe('ticket_expired_code')
  expect((await page.post('/sign_ins', { ticket: user })).code).toBe('ticket_expired_code')
})

test('behavior: when the backend completes a sign-up of a signed-in browser, there is no second session', async () => {
  const { page, ctx, verify } = await opened({
    users: [{ username: 'ada', password: 'analytical' }],
    settings: { sign_up: { custom_action_required: true } },
  })
  const { response } = await page.post('/sign_ups', { email_address: 'grace@example.com' })
  expect((await verify(response.id)).response).toMatchObject({ status: 'missing_requirements' })
  await page.post('/sign_ins', { identifier: 'ada', password: 'analytical' })
  expect(await updateSignUp(ctx, `${response.id}`, { custom_action: true })).toMatchObject({
    status: 'complete',
    created_user_id: expect.stringContaining('user_'),
    created_session_id: null,
  })
  expect((await page.get()).response).toMatchObject({ sessions: [{ user: { username: 'ada' } }] })
})

describe('POST /client/sign_ups', () => {
  test('default: a verified address creates a user and signs them in', async () => {
    const { page, verify, ctx, emulator } = await opened()
    const { response, client } = await page.post('/sign_ups', {
      email_address: 'Ada@Example.com',
      password: 'analytical',
      first_name: 'Ada',
      unsafe_metadata: '{"plan":"free"}',
      legal_accepted: 'true',
    })
    expect(response).toMatchObject({
      object: 'sign_up_attempt',
      status: 'missing_requirements',
      email_address: EMAIL,
      password_enabled: true,
      missing_fields: [],
      unverified_fields: ['email_address'],
      verifications: { email_address: { next_action: 'needs_prepare', status: 'unverified' } },
    })
    // For Clerk's components, a verification with a strategy means that a code has been sent.
    expect(response).not.toHaveProperty('verifications.email_address.strategy')
    expect(JSON.stringify(response)).not.toContain('analytical')
    expect(client).toMatchObject({ sign_up: { id: response.id }, sessions: [] })
    // Only the Frontend API sends `has_password`, which clerk-js reads.
    const { has_password, ...rest } = response
    expect(has_password).toBe(true)
    expect(client).toMatchObject({ sign_up: { has_password } })
    expect(await getSignUp(ctx, `${response.id}`)).toEqual(rest)

    const done = await verify(response.id)
    expect(done.response).toMatchObject({
      status: 'complete',
      unverified_fields: [],
      verifications: { email_address: { status: 'verified', next_action: '' } },
    })
    const userId = `${done.response.created_user_id}`
    expect(done.client).toMatchObject({
      sign_up: null,
      last_active_session_id: done.response.created_session_id,
      last_authentication_strategy: 'email_code',
      sessions: [{ user: { id: userId } }],
    })
    expect(await getUser(ctx, userId)).toMatchObject({
      first_name: 'Ada',
      unsafe_metadata: { plan: 'free' },
      legal_accepted_at: emulator.clock.now(),
      email_addresses: [
        { verification: { object: 'verification_otp', strategy: 'email_code', attempts: 1 } },
      ],
    })
    await verifyUserPassword(ctx, userId, { password: 'analytical' })
    expect(emulator.webhooks.map(({ type }) => type)).toEqual([
      'email.created',
      'user.created',
      'session.created',
    ])
    expect(await getSignUp(ctx, `${response.id}`)).toMatchObject({ created_user_id: userId })
  })

  test('behavior: every given identifier has to be verified', async () => {
    const { page, verify } = await opened()
    const form = { email_address_or_phone_number: PHONE, username: 'countess' }
    const { response } = await page.post('/sign_ups', form)
    expect(response).toMatchObject({
      phone_number: PHONE,
      missing_fields: ['email_address'],
      unverified_fields: ['phone_number'],
    })
    expect((await verify(response.id, 'phone_code')).response).toMatchObject({
      status: 'missing_requirements',
      unverified_fields: [],
    })
    const path = `/sign_ups/${response.id}`
    await page.patch(path, { email_address: EMAIL })
    expect((await verify(response.id)).response).toMatchObject({
      status: 'complete',
      username: 'countess',
    })
  })

  test('behavior: a changed address has to be verified again, and a field can be removed', async () => {
    const { page, emulator } = await opened()
    const form = { email_address: EMAIL, first_name: 'Ada', strategy: 'email_code' }
    const { response } = await page.post('/sign_ups', form)
    expect(response.verifications).toMatchObject({
      email_address: { next_action: 'needs_attempt' },
    })
    const path = `/sign_ups/${response.id}`
    const changes = { email_address: 'new@example.com', first_name: '' }
    expect((await page.patch(path, changes)).response).toMatchObject({
      first_name: null,
      verifications: { email_address: { next_action: 'needs_prepare' } },
    })
    const attempt = { strategy: 'email_code', code: lastCode(emulator) }
    expect((await page.post(`${path}/attempt_verification`, attempt)).code).toBe(
      'verification_missing',
    )
  })

  test.each([
    [{ email_address: 'taken@example.com' }, 422, 'form_identifier_exists'],
    [{ email_address: 'nowhere' }, 422, 'form_param_format_invalid'],
    [{ phone_number: '555' }, 422, 'form_param_format_invalid'],
    [{ username: 'a b c d' }, 422, 'form_username_invalid_character'],
    [{ username: 'ada' }, 422, 'form_username_invalid_length'],
    [{ password: 'short' }, 422, 'form_password_length_too_short'],
    [{ unsafe_metadata: '[]' }, 422, 'form_param_value_invalid'],
    [{ unsafe_metadata: '{' }, 422, 'form_param_value_invalid'],
    [{ strategy: 'oauth_google' }, 422, 'form_param_value_invalid'],
    [{ strategy: 'ticket' }, 422, 'form_param_missing'],
    [{ ticket: 'unknown' }, 400, 'ticket_invalid_code'],
  ] as [Record<string, string>, number, string][])('error: %j', async (form, status, code) => {
    const { page } = await opened({ users: [{ email_address: ['taken@example.com'] }] })
    expect(await page.post('/sign_ups', form)).toMatchObject({ status, code })
    expect((await page.get()).response).toMatchObject({ sign_up: null })
  })

  test('error: a wrong code, a wrong strategy and a signed-in browser', async () => {
    const { page, verify } = await opened()
    const { response } = await page.post('/sign_ups', { email_address: EMAIL })
    const path = `/sign_ups/${response.id}`
    for (const strategy of ['phone_code', 'email_link']) {
      expect((await page.post(`${path}/prepare_verification`, { strategy })).code).toBe(
        'verification_strategy_invalid',
      )
    }
    await page.post(`${path}/prepare_verification`, { strategy: 'email_code' })
    const wrong = { strategy: 'email_code', code: 'x' }
    expect(await page.post(`${path}/attempt_verification`, wrong)).toMatchObject({
      status: 422,
      code: 'form_code_incorrect',
    })
    expect((await page.get(path)).response).toMatchObject({
      verifications: { email_address: { attempts: 1 } },
    })
    await verify(response.id)
    expect((await page.patch(path, { first_name: 'Ada' })).code).toBe('sign_up_cannot_be_updated')
    expect((await page.post('/sign_ups')).code).toBe('session_exists')
  })

  test('error: a sign-up of another browser, and an abandoned one', async () => {
    const { page, emulator } = await opened()
    const { response } = await page.post('/sign_ups', { email_address: EMAIL })
    const path = `/sign_ups/${response.id}`
    const other = await openPage(emulator)
    await other.post('/sign_ups')
    expect(await other.get(path)).toMatchObject({ status: 403, code: 'resource_forbidden' })
    expect(await page.get('/sign_ups/sua_no')).toMatchObject({ status: 404 })
    emulator.clock.advance('1d')
    expect((await page.get(path)).response).toMatchObject({ status: 'abandoned' })
    expect((await page.patch(path, {})).code).toBe('sign_up_cannot_be_updated')
  })

  test('error: an address that another user has verified in the meantime', async () => {
    const { page, emulator } = await opened()
    const { response } = await page.post('/sign_ups', {
      email_address: EMAIL,
      strategy: 'email_code',
    })
    const code = lastCode(emulator)
    emulator.seed({ users: [{ email_address: [EMAIL] }] })
    const attempt = { strategy: 'email_code', code }
    expect(await page.post(`/sign_ups/${response.id}/attempt_verification`, attempt)).toMatchObject(
      { status: 422, code: 'form_identifier_exists' },
    )
  })
})

describe('tickets', () => {
  const tokenIn = (url: string | null | undefined) =>
    new URL(`${url}`).searchParams.get('ticket') ?? ''

  test('default: an invitation verifies its address, and its metadata is copied to the user', async () => {
    const { page, ctx } = await opened()
    const { url } = await createInvitation(ctx, {
      email_address: EMAIL,
      public_metadata: { beta: true },
    })
    const { response } = await page.post('/sign_ups', { strategy: 'ticket', ticket: tokenIn(url) })
    expect(response).toMatchObject({ status: 'complete', email_address: EMAIL })
    expect(await getUser(ctx, `${response.created_user_id}`)).toMatchObject({
      public_metadata: { beta: true },
      email_addresses: [{ verification: { object: 'verification_ticket', strategy: 'ticket' } }],
    })
  })

  test('behavior: an invitation to an organization adds a membership', async () => {
    const { page, ctx } = await opened({ organizations: [{ id: 'org_acme', name: 'Acme' }] })
    const { id } = await createOrganizationInvitation(ctx, 'org_acme', {
      email_address: EMAIL,
      role: 'org:admin',
    })
    const { response } = await page.post('/sign_ups', { ticket: id ?? '' })
    const { data } = await listOrganizationMemberships(ctx, 'org_acme')
    expect(data).toMatchObject([
      { role: 'org:admin', public_user_data: { user_id: response.created_user_id } },
    ])
  })

  test('error: tickets that cannot be used for a sign-up', async () => {
    const { page, ctx, emulator } = await opened({ users: [{ id: 'user_eve', username: 'eve' }] })
    const code = async (ticket: string) => (await page.post('/sign_ups', { ticket })).code
    const { token } = await createSignInToken(ctx, { user_id: 'user_eve' })
    expect(await code(token ?? '')).toBe('sign_in_token_not_in_sign_in_code')
    const revoked = await createInvitation(ctx, { email_address: EMAIL })
    await revokeInvitation(ctx, revoked.id)
    expect(await code(tokenIn(revoked.url))).toBe('revoked_invitation')
    const late = await createInvitation(ctx, { email_address: EMAIL, expires_in_days: 1 })
    emulator.clock.advance('1d')
    expect(await code(tokenIn(late.url))).toBe('ticket_expired_code')
    const settled = await createInvitation(ctx, { email_address: EMAIL })
    emulator.seed({ users: [{ email_address: [EMAIL] }] })
    expect(await code(tokenIn(settled.url))).toBe('invitation_account_exists')
  })
})

describe('the backend', () => {
  test('behavior: external_id is copied to the user', async () => {
    const { page, verify, ctx } = await opened()
    const { response } = await page.post('/sign_ups', { email_address: EMAIL })
    await updateSignUp(ctx, `${response.id}`, { external_id: 'customer-1' })
    const done = await verify(response.id)
    expect(await getUser(ctx, `${done.response.created_user_id}`)).toMatchObject({
      external_id: 'customer-1',
    })
  })

  test('behavior: a sign-up can require a custom action of the backend', async () => {
    const { page, verify, ctx } = await opened({
      settings: { sign_up: { custom_action_required: true } },
    })
    const { response } = await page.post('/sign_ups', { email_address: EMAIL })
    expect((await verify(response.id)).response).toMatchObject({
      status: 'missing_requirements',
      missing_fields: [],
      unverified_fields: [],
    })
    expect(await updateSignUp(ctx, `${response.id}`, { custom_action: true })).toMatchObject({
      status: 'complete',
    })
    expect((await page.get()).response).toMatchObject({ sessions: [{ status: 'active' }] })
  })
})
