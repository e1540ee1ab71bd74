import {
  createActorToken,
  createEmailAddress,
  createInvitation,
  createOrganizationInvitation,
  createSignInToken,
  getClient,
  getUser,
  listSessions,
  lockUser,
  revokeSignInToken,
  setUserPasswordCompromised,
  unlockUser,
  updatePhoneNumber,
  verifyUserPassword,
  verifyUserTotp,
} from 'clerklet'
import { decodeToken } from 'clerklet/verify'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { totpCode } from '#emulator/identity/totp.ts'
import { emulate } from '#fixtures/emulator.ts'
import { lastCode, openPage } from '#fixtures/page.ts'

const USER = 'user_ada'
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const ADA = {
  id: USER,
  username: 'ada',
  email_address: ['ada@example.com'],
  password: 'analytical',
}

async function opened(seed: Seed = { users: [ADA] }) {
  const emulator = emulate({ seed })
  return { emulator, ctx: emulator.strict, page: await openPage(emulator) }
}

describe('POST /client/sign_ins', () => {
  test('default: an identifier and a password sign in', async () => {
    const { page } = await opened()
    for (const identifier of ['ada', 'Ada@Example.com']) {
      const other = await openPage((await opened()).emulator)
      const { response } = await other.post('/sign_ins', { identifier, password: 'analytical' })
      expect(response).toMatchObject({ status: 'complete', identifier })
    }
    const { response, client } = await page.post('/sign_ins', {
      strategy: 'password',
      identifier: 'ada',
      password: 'analytical',
    })
    expect(response).toMatchObject({
      object: 'sign_in_attempt',
      status: 'complete',
      first_factor_verification: { strategy: 'password', status: 'verified' },
    })
    expect(client).toMatchObject({
      sign_in: null,
      last_active_session_id: response.created_session_id,
      last_authentication_strategy: 'password',
      sessions: [{ id: response.created_session_id, user: { id: USER } }],
    })
    expect(JSON.stringify(client)).not.toContain('private_metadata')
  })

  test('behavior: the cookie of the response signs in to an application through the handshake', async () => {
    const { emulator } = await opened()
    const base = 'http://localhost:4010/v1/client'
    const body = new URLSearchParams({ identifier: 'ada', password: 'analytical' })
    const answer = await emulator.fetch(`${base}/sign_ins`, { method: 'POST', body })
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const handshake = await emulator.fetch(
      `${base}/handshake?redirect_url=http://localhost:8787/`,
      {
        headers: { cookie },
        redirect: 'manual',
      },
    )
    const location = new URL(handshake.headers.get('location') ?? '')
    const { payload } = decodeToken(location.searchParams.get('__clerk_handshake') ?? '')
    expect(JSON.stringify(payload.handshake)).toContain('"__session=ey')
  })

  test('behavior: only one of two concurrent correct attempts signs in', async () => {
    const { page, ctx } = await opened()
    const { response } = await page.post('/sign_ins', { identifier: 'ada' })
    const attempt = () =>
      page.post(`/sign_ins/${response.id}/attempt_first_factor`, {
        strategy: 'password',
        password: 'analytical',
      })
    const statuses = (await Promise.all([attempt(), attempt()])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 400])
    expect(await listSessions(ctx, { user_id: USER })).toMatchObject({ total_count: 1 })
  })

  test('error: a code for a locked user is not sent', async () => {
    const { page, ctx, emulator } = await opened()
    const { response } = await page.post('/sign_ins', { identifier: 'ada' })
    await lockUser(ctx, USER)
    const sent = emulator.webhooks.length
    const form = { strategy: 'email_code' }
    expect((await page.post(`/sign_ins/${response.id}/prepare_first_factor`, form)).code).toBe(
      'user_locked',
    )
    expect(emulator.webhooks).toHaveLength(sent)
  })

  test('behavior: a JSON body is accepted as well', async () => {
    const { page } = await opened()
    const body = JSON.stringify({ identifier: 'ada', password: 'analytical', locale: null })
    expect((await page.post('/sign_ins', body)).response).toMatchObject({ status: 'complete' })
    expect(await page.post('/sign_ins', '[')).toMatchObject({
      status: 400,
      code: 'request_body_invalid',
    })
  })

  test('behavior: a sign-in without an identifier needs one', async () => {
    const { page, ctx } = await opened()
    const { response, client } = await page.post('/sign_ins')
    expect(response).toMatchObject({ status: 'needs_identifier', supported_first_factors: null })
    expect(client).toMatchObject({ sign_in: { id: response.id } })
    // The Backend API shows the sign-in as well.
    expect(await getClient(ctx, `${client?.id}`)).toMatchObject({ sign_in_id: response.id })
  })

  test('behavior: a sign-in with an identifier lists the first factors of the user', async () => {
    const { page } = await opened({
      users: [
        {
          ...ADA,
          phone_number: ['+14155551234'],
          email_address: ['ada@example.com', 'countess@example.org'],
        },
      ],
    })
    const { response } = await page.post('/sign_ins', { identifier: 'ada@example.com' })
    expect(response).toMatchObject({
      status: 'needs_first_factor',
      user_data: { first_name: null },
      supported_first_factors: [
        { strategy: 'password' },
        { strategy: 'email_code', safe_identifier: 'ada@example.com', primary: true },
        { strategy: 'email_code', safe_identifier: 'c****@example.org', primary: false },
        { strategy: 'phone_code', safe_identifier: '+1*******34', primary: true },
        { strategy: 'reset_password_email_code', safe_identifier: 'ada@example.com' },
        { strategy: 'reset_password_email_code', safe_identifier: 'c****@example.org' },
        { strategy: 'reset_password_phone_code' },
      ],
    })
  })

  test.each([
    [{ identifier: 'nobody', password: 'x' }, 422, 'form_identifier_not_found'],
    [{ identifier: 'ada', password: 'wrong' }, 422, 'form_password_incorrect'],
    [{ identifier: 'ada', strategy: 'password' }, 422, 'form_param_missing'],
    [{ password: 'analytical', strategy: 'password' }, 422, 'form_param_missing'],
    [{ strategy: 'ticket' }, 422, 'form_param_missing'],
    [{ strategy: 'ticket', ticket: 'unknown' }, 400, 'ticket_invalid_code'],
    [{ strategy: 'oauth_google' }, 422, 'form_param_value_invalid'],
    [{ identifier: 'ada', strategy: 'phone_code' }, 400, 'strategy_for_user_invalid'],
  ] as [Record<string, string>, number, string][])('error: %j', async (form, status, code) => {
    const { page } = await opened()
    expect(await page.post('/sign_ins', form)).toMatchObject({ status, code })
  })

  test('error: an unverified address is not an identifier', async () => {
    const { ctx, page } = await opened()
    await createEmailAddress(ctx, { user_id: USER, email_address: 'new@example.com' })
    const { code } = await page.post('/sign_ins', { identifier: 'new@example.com' })
    expect(code).toBe('form_identifier_not_found')
  })

  test('error: a banned or locked user', async () => {
    const { page, ctx } = await opened({
      users: [ADA, { id: 'user_eve', username: 'eve', password: 'analytical', banned: true }],
    })
    const signIn = (identifier: string) =>
      page.post('/sign_ins', { identifier, password: 'analytical' })
    expect(await signIn('eve')).toMatchObject({ status: 403, code: 'user_banned' })
    await lockUser(ctx, USER)
    expect(await signIn('ada')).toMatchObject({ status: 403, code: 'user_locked' })
    await unlockUser(ctx, USER)
    expect((await signIn('ada')).response).toMatchObject({ status: 'complete' })
  })

  test('behavior: without single_session_mode, a browser can have several sessions', async () => {
    const { page } = await opened({
      users: [ADA, { id: 'user_eve', username: 'eve', password: 'eavesdropper' }],
      settings: { single_session_mode: false },
    })
    const first = await page.post('/sign_ins', { identifier: 'ada', password: 'analytical' })
    const { created_session_id: id } = first.response
    const both = await page.post('/sign_ins', { identifier: 'eve', password: 'eavesdropper' })
    expect(both.client).toMatchObject({
      last_active_session_id: both.response.created_session_id,
      sessions: [{ id, user: { id: USER } }, { user: { id: 'user_eve' } }],
    })
    expect((await page.post('/sign_ups')).response).toMatchObject({ object: 'sign_up_attempt' })
    // On this error, pages continue with the session in `meta.session_id`.
    expect(await page.post('/sign_ins', { identifier: 'ada' })).toMatchObject({
      status: 400,
      code: 'identifier_already_signed_in',
      meta: { session_id: id },
    })
  })

  test('behavior: disabled identifiers are not listed', async () => {
    const { page } = await opened({ settings: { attributes: { phone_number: 'off' } } })
    expect((await page.post('/sign_ins')).response).toMatchObject({
      supported_identifiers: ['email_address', 'username'],
    })
  })

  test('error: the browser is already signed in', async () => {
    const { page } = await opened()
    await page.post('/sign_ins', { identifier: 'ada', password: 'analytical' })
    expect(await page.post('/sign_ins', { identifier: 'ada' })).toMatchObject({
      status: 400,
      code: 'session_exists',
    })
  })

  describe('behavior: a browser has one session at a time', () => {
    const EVE = { id: 'user_eve', username: 'eve', password: 'eavesdropper' }
    const asAda = { identifier: 'ada', password: 'analytical' }
    const asEve = { identifier: 'eve', password: 'eavesdropper' }

    test('one of two concurrent sign-ins is refused', async () => {
      const { page } = await opened({ users: [ADA, EVE] })
      const both = await Promise.all([page.post('/sign_ins', asAda), page.post('/sign_ins', asEve)])
      expect(both.map(({ code }) => code)).toContain('session_exists')
      expect((await page.get()).response).toMatchObject({ sessions: [{}] })
      expect((await page.get()).response).not.toMatchObject({ sessions: [{}, {}] })
    })

    test.each([
      ['attempt_first_factor', { strategy: 'password', password: 'eavesdropper' }],
      ['attempt_first_factor', { strategy: 'password', password: 'a wrong one' }],
    ])('%s of a sign-in after a completed sign-up is refused: %o', async (step, form) => {
      const { page, emulator } = await opened({ users: [ADA, EVE] })
      const { response: old } = await page.post('/sign_ins', { identifier: 'eve' })
      const { response: begun } = await page.post('/sign_ups', {
        email_address: 'grace@example.com',
        strategy: 'email_code',
      })
      const done = await page.post(`/sign_ups/${begun.id}/attempt_verification`, {
        strategy: 'email_code',
        code: lastCode(emulator),
      })
      expect(done.response).toMatchObject({ status: 'complete' })
      expect(await page.post(`/sign_ins/${old.id}/${step}`, form)).toMatchObject({
        status: 400,
        code: 'session_exists',
      })
      expect((await page.get()).response).not.toMatchObject({ sessions: [{}, {}] })
    })

    test('a sign-up after a completed sign-in is refused, and can continue after sign-out', async () => {
      const { page, emulator } = await opened({ users: [ADA] })
      const { response: begun } = await page.post('/sign_ups', {
        email_address: 'grace@example.com',
        strategy: 'email_code',
      })
      const code = lastCode(emulator)
      const { client } = await page.post('/sign_ins', asAda)
      const attempt = () =>
        page.post(`/sign_ups/${begun.id}/attempt_verification`, { strategy: 'email_code', code })
      expect(await attempt()).toMatchObject({ status: 400, code: 'session_exists' })
      expect(await page.patch(`/sign_ups/${begun.id}`, { first_name: 'Grace' })).toMatchObject({
        code: 'session_exists',
      })
      await page.post(`/sessions/${client?.last_active_session_id}/end`)
      expect((await attempt()).response).toMatchObject({ status: 'complete' })
    })

    test('in multi-session mode, it cannot have two sessions of one user', async () => {
      const { page } = await opened({ users: [ADA], settings: { single_session_mode: false } })
      const both = await Promise.all([page.post('/sign_ins', asAda), page.post('/sign_ins', asAda)])
      expect(both.map(({ code }) => code)).toContain('identifier_already_signed_in')
      expect((await page.get()).response).not.toMatchObject({ sessions: [{}, {}] })
    })

    test('the link of a sign-in token replaces the existing session', async () => {
      const { page, ctx, emulator } = await opened({ users: [ADA, EVE] })
      const { client } = await page.post('/sign_ins', asAda)
      const { url } = await createSignInToken(ctx, { user_id: 'user_eve' })
      const cookie = `__client=${page.browser}`
      await emulator.fetch(`${url}`, { headers: { cookie }, redirect: 'manual' })
      expect((await page.get()).response).toMatchObject({
        sessions: [{ user: { id: 'user_eve' } }],
      })
      const { data } = await listSessions(ctx, { client_id: `${client?.id}` })
      expect(data.map(({ status }) => status).sort()).toEqual(['active', 'replaced'])
    })
  })

  test('error: a compromised password is refused, but another factor signs in to reset it', async () => {
    const { page, ctx, emulator } = await opened()
    await setUserPasswordCompromised(ctx, USER)
    const form = { identifier: 'ada', password: 'analytical' }
    expect((await page.post('/sign_ins', form)).code).toBe('form_password_compromised')
    const { response } = await page.post('/sign_ins', { identifier: 'ada', strategy: 'email_code' })
    const done = await page.post(`/sign_ins/${response.id}/attempt_first_factor`, {
      strategy: 'email_code',
      code: lastCode(emulator),
    })
    expect(done.client?.sessions).toMatchObject([{ tasks: [{ key: 'reset-password' }] }])
  })
})

describe('tickets', () => {
  const tokenIn = (url: string | null | undefined) =>
    new URL(`${url}`).searchParams.get('ticket') ?? ''

  test('default: a sign-in token signs in once, without a second factor', async () => {
    const { page, ctx, emulator } = await opened({ users: [{ ...ADA, totp_secret: SECRET }] })
    const { token } = await createSignInToken(ctx, { user_id: USER })
    const form = { strategy: 'ticket', ticket: token ?? '' }
    expect(await page.post('/sign_ins', form)).toMatchObject({
      response: { status: 'complete', first_factor_verification: { strategy: 'ticket' } },
      client: { last_authentication_strategy: 'ticket' },
    })
    const other = await openPage(emulator)
    expect((await other.post('/sign_ins', form)).code).toBe('sign_in_token_already_used_code')
  })

  test('behavior: an actor token signs in as the user, with the actor in the session', async () => {
    const { page, ctx } = await opened()
    const { url } = await createActorToken(ctx, { user_id: USER, actor: { sub: 'user_support' } })
    const { client } = await page.post('/sign_ins', { ticket: tokenIn(url) })
    expect(client?.sessions).toMatchObject([{ actor: { sub: 'user_support' } }])
  })

  test('error: a revoked and an expired sign-in token', async () => {
    const { page, ctx, emulator } = await opened()
    const revoked = await createSignInToken(ctx, { user_id: USER })
    await revokeSignInToken(ctx, revoked.id)
    const late = await createSignInToken(ctx, { user_id: USER, expires_in_seconds: 60 })
    emulator.clock.advance('60s')
    const codes = [revoked, late].map(async ({ token }) => {
      return (await page.post('/sign_ins', { ticket: token ?? '' })).code
    })
    expect(await Promise.all(codes)).toEqual(['sign_in_token_revoked_code', 'ticket_expired_code'])
  })

  test('behavior: an invitation signs in the user who already has the address', async () => {
    const { page, ctx, emulator } = await opened({
      users: [ADA],
      organizations: [{ id: 'org_acme', name: 'Acme' }],
    })
    const email_address = 'ada@example.com'
    const { url } = await createInvitation(ctx, { email_address, ignore_existing: true })
    const form = { ticket: tokenIn(url) }
    expect((await page.post('/sign_ins', form)).response).toMatchObject({ status: 'complete' })
    const other = await openPage(emulator)
    expect((await other.post('/sign_ins', form)).code).toBe('invitation_already_accepted')
    const invite = (address: string) =>
      createOrganizationInvitation(ctx, 'org_acme', {
        email_address: address,
        role: 'org:member',
      })
    const { id } = await invite(email_address)
    const { client } = await other.post('/sign_ins', { ticket: id ?? '' })
    expect(client?.sessions).toMatchObject([{ last_active_organization_id: 'org_acme' }])
    const third = await openPage(emulator)
    const stranger = await invite('new@example.com')
    expect((await third.post('/sign_ins', { ticket: stranger.id ?? '' })).code).toBe(
      'organization_invitation_identification_not_exist',
    )
    const unknown = await createInvitation(ctx, { email_address: 'new@example.com' })
    expect((await third.post('/sign_ins', { ticket: tokenIn(unknown.url) })).code).toBe(
      'invitation_account_not_exists',
    )
  })
})

test('behavior: an abandoned sign-in is removed from its client', async () => {
  const { page, emulator } = await opened()
  const { response } = await page.post('/sign_ins', { identifier: 'ada' })
  emulator.clock.advance('24h')
  expect((await page.get()).response).toMatchObject({ sign_in: null })
  expect((await page.get(`/sign_ins/${response.id}`)).status).toBe(404)
  const { response: next } = await page.post('/sign_ins', { identifier: 'ada' })
  expect((await page.get()).response).toMatchObject({ sign_in: { id: next.id } })
})

describe('the status of a verification', () => {
  const factor = 'first_factor_verification'

  async function sent() {
    const { page, emulator } = await opened()
    const form = { identifier: 'ada', strategy: 'email_code' }
    const { response } = await page.post('/sign_ins', form)
    const path = `/sign_ins/${response.id}`
    const attempt = (code: string) =>
      page.post(`${path}/attempt_first_factor`, { strategy: 'email_code', code })
    const status = async () => (await page.get(path)).response[factor]
    return { page, emulator, attempt, status }
  }

  test('behavior: it is failed after three wrong codes', async () => {
    const { page, attempt, status } = await sent()
    await attempt('000000')
    await attempt('000000')
    expect(await status()).toMatchObject({ status: 'unverified', attempts: 2 })
    await attempt('000000')
    expect(await status()).toMatchObject({ status: 'failed', attempts: 3 })
    const { response } = await page.get()
    expect(response).toMatchObject({ sign_in: { [factor]: { status: 'failed' } } })
  })

  test('behavior: it is expired after ten minutes, but stays verified', async () => {
    const { emulator, status, attempt } = await sent()
    emulator.clock.advance('10m')
    expect(await status()).toMatchObject({ status: 'expired' })
    const other = await sent()
    await other.attempt(lastCode(other.emulator))
    other.emulator.clock.advance('10m')
    expect(await other.status()).toMatchObject({ status: 'verified' })
    expect((await attempt(lastCode(emulator))).code).toBe('verification_expired')
  })
})

describe('disabled attributes', () => {
  const users = [{ ...ADA, phone_number: ['+14155551234'] }]

  test.each([
    ['username', 'ada'],
    ['email_address', 'ada@example.com'],
    ['phone_number', '+14155551234'],
  ])('error: %s is not an identifier', async (name, identifier) => {
    const { page } = await opened({ users, settings: { attributes: { [name]: 'off' } } })
    expect(await page.post('/sign_ins', { identifier })).toMatchObject({
      status: 422,
      code: 'form_identifier_not_found',
    })
  })

  test.each([
    ['password', 'ada@example.com', ['email_code', 'phone_code']],
    ['email_address', 'ada', ['password', 'phone_code', 'reset_password_phone_code']],
    ['phone_number', 'ada', ['password', 'email_code', 'reset_password_email_code']],
  ])('behavior: without %s, its first factors are missing', async (name, identifier, left) => {
    const { page } = await opened({ users, settings: { attributes: { [name]: 'off' } } })
    const { response } = await page.post('/sign_ins', { identifier })
    const factors = response.supported_first_factors as { strategy: string }[]
    expect(factors.map(({ strategy }) => strategy)).toEqual(left)
    const strategy =
      name === 'password' ? name : name === 'email_address' ? 'email_code' : 'phone_code'
    const attempted = await page.post(`/sign_ins/${response.id}/attempt_first_factor`, {
      strategy,
      password: 'analytical',
      code: '424242',
    })
    expect(attempted).toMatchObject({ status: 400, code: 'strategy_for_user_invalid' })
  })
})

describe('first factors', () => {
  test('default: a code that is sent to the address signs in', async () => {
    const { page, emulator } = await opened()
    const { response } = await page.post('/sign_ins', { identifier: 'ada@example.com' })
    const attempt = (code: string) =>
      page.post(`/sign_ins/${response.id}/attempt_first_factor`, { strategy: 'email_code', code })
    expect((await attempt('000000')).code).toBe('verification_missing')
    const prepared = await page.post(`/sign_ins/${response.id}/prepare_first_factor`, {
      strategy: 'email_code',
    })
    expect(prepared.response).toMatchObject({
      first_factor_verification: { strategy: 'email_code', status: 'unverified', attempts: 0 },
    })
    expect(await attempt('000000')).toMatchObject({ status: 422, code: 'form_code_incorrect' })
    expect((await attempt(lastCode(emulator))).response).toMatchObject({
      status: 'complete',
      first_factor_verification: { status: 'verified', attempts: 2 },
    })
    expect((await attempt(lastCode(emulator))).code).toBe('client_state_invalid')
  })

  test('behavior: the code of a test address is 424242', async () => {
    const { page } = await opened({
      users: [{ id: USER, email_address: ['ada+clerk_test@example.com'] }],
    })
    const { response } = await page.post('/sign_ins', {
      identifier: 'ada+clerk_test@example.com',
      strategy: 'email_code',
    })
    const form = { strategy: 'email_code', code: '424242' }
    const done = await page.post(`/sign_ins/${response.id}/attempt_first_factor`, form)
    expect(done.response).toMatchObject({ status: 'complete' })
  })

  test('error: an expired code, and too many wrong codes', async () => {
    const { page, emulator } = await opened()
    const begin = async () => {
      const form = { identifier: 'ada', strategy: 'email_code' }
      const { id } = (await page.post('/sign_ins', form)).response
      return async (code: string) => {
        const attempt = { strategy: 'email_code', code }
        return (await page.post(`/sign_ins/${id}/attempt_first_factor`, attempt)).code
      }
    }
    const late = await begin()
    emulator.clock.advance('10m')
    expect(await late(lastCode(emulator))).toBe('verification_expired')
    const spent = await begin()
    expect([await spent('1'), await spent('2'), await spent('3')]).toEqual([
      'form_code_incorrect',
      'form_code_incorrect',
      'verification_failed',
    ])
    expect(await spent(lastCode(emulator))).toBe('verification_failed')
  })

  test('error: a sign-in of another browser, a replaced one and an abandoned one', async () => {
    const { page, emulator } = await opened()
    const { response } = await page.post('/sign_ins', { identifier: 'ada' })
    const path = `/sign_ins/${response.id}`
    const form = { strategy: 'password', password: 'analytical' }
    expect((await page.get(path)).response).toMatchObject({ id: response.id })
    const other = await openPage(emulator)
    await other.post('/sign_ins')
    expect(await other.get(path)).toMatchObject({ status: 404 })
    const newer = (await page.post('/sign_ins', { identifier: 'ada' })).response
    expect(await page.post(`${path}/attempt_first_factor`, form)).toMatchObject({
      status: 403,
      code: 'resource_forbidden',
    })
    emulator.clock.advance('1d')
    expect(await page.get(`/sign_ins/${newer.id}`)).toMatchObject({ status: 404 })
  })
})

describe('second factors', () => {
  async function halfway(more: object) {
    const opening = await opened({ users: [{ ...ADA, totp_secret: SECRET, ...more }] })
    const form = { identifier: 'ada', password: 'analytical' }
    const { response } = await opening.page.post('/sign_ins', form)
    const path = `/sign_ins/${response.id}`
    const attempt = (strategy: string, code: string) =>
      opening.page.post(`${path}/attempt_second_factor`, { strategy, code })
    return { ...opening, response, path, attempt }
  }

  test('default: the code of an authenticator app signs in', async () => {
    const { emulator, response, attempt } = await halfway({})
    expect(response).toMatchObject({
      status: 'needs_second_factor',
      supported_second_factors: [{ strategy: 'totp' }],
      created_session_id: null,
    })
    expect(await attempt('totp', '000000')).toMatchObject({ code: 'form_code_incorrect' })
    const code = await totpCode(SECRET, emulator.clock.now())
    expect((await attempt('totp', code)).response).toMatchObject({
      status: 'complete',
      second_factor_verification: { object: 'verification_totp', status: 'verified' },
    })
  })

  test('behavior: a backup code signs in once', async () => {
    const { attempt, ctx } = await halfway({ backup_codes: ['first-code', 'second-code'] })
    expect((await attempt('backup_code', 'third-code')).code).toBe('form_code_incorrect')
    expect((await attempt('backup_code', 'first-code')).response).toMatchObject({
      status: 'complete',
    })
    await expect(verifyUserTotp(ctx, USER, { code: 'first-code' })).rejects.toMatchObject({
      code: 'totp_incorrect_code',
    })
  })

  test('behavior: a code is sent to the phone number that is reserved for it', async () => {
    const { page, ctx, emulator } = await opened({
      users: [{ ...ADA, phone_number: ['+14155551234'] }],
    })
    const phone = (await getUser(ctx, USER)).phone_numbers[0]?.id ?? ''
    await updatePhoneNumber(ctx, phone, { reserved_for_second_factor: true })
    const form = { identifier: 'ada', password: 'analytical' }
    const { response } = await page.post('/sign_ins', form)
    expect(response.supported_second_factors).toMatchObject([
      { strategy: 'phone_code', phone_number_id: phone, default: true },
    ])
    const path = `/sign_ins/${response.id}`
    await page.post(`${path}/prepare_second_factor`, { strategy: 'phone_code' })
    const code = lastCode(emulator)
    const attempt = { strategy: 'phone_code', code }
    expect((await page.post(`${path}/attempt_second_factor`, attempt)).response).toMatchObject({
      status: 'complete',
    })
  })

  test('error: a factor that the user does not have, and a step in the wrong order', async () => {
    const { attempt, page, path } = await halfway({})
    expect((await attempt('backup_code', 'x')).code).toBe('strategy_for_user_invalid')
    const form = { strategy: 'password', password: 'analytical' }
    expect((await page.post(`${path}/attempt_first_factor`, form)).code).toBe(
      'client_state_invalid',
    )
  })
})

describe('a forgotten password', () => {
  const BEGINNING = { identifier: 'ada', strategy: 'reset_password_email_code' }

  async function proved(more: object = {}) {
    const opening = await opened({ users: [{ ...ADA, ...more }] })
    const { page, emulator } = opening
    const { response } = await page.post('/sign_ins', BEGINNING)
    const path = `/sign_ins/${response.id}`
    const proof = { strategy: BEGINNING.strategy, code: lastCode(emulator) }
    const attempt = await page.post(`${path}/attempt_first_factor`, proof)
    const reset = (form: Record<string, string>) => page.post(`${path}/reset_password`, form)
    return { ...opening, response: attempt.response, reset }
  }

  test('default: after a code, the user sets a new password and is signed in', async () => {
    const { response, reset, ctx, emulator } = await proved()
    expect(response).toMatchObject({
      status: 'needs_new_password',
      first_factor_verification: { object: 'verification_otp', status: 'verified' },
      created_session_id: null,
    })
    expect(emulator.webhooks[0]).toMatchObject({ data: { slug: 'reset_password_code' } })
    expect(await reset({ password: 'short' })).toMatchObject({
      status: 422,
      code: 'form_password_length_too_short',
    })
    expect((await reset({ password: 'difference engine' })).response).toMatchObject({
      status: 'complete',
    })
    await verifyUserPassword(ctx, USER, { password: 'difference engine' })
    expect((await reset({ password: 'difference engine' })).code).toBe('client_state_invalid')
  })

  test('args: the new password may be sent with the code', async () => {
    const { page, emulator } = await opened()
    const { response } = await page.post('/sign_ins', BEGINNING)
    const attempt = (password: string) =>
      page.post(`/sign_ins/${response.id}/attempt_first_factor`, {
        strategy: BEGINNING.strategy,
        code: lastCode(emulator),
        password,
      })
    expect((await attempt('short')).code).toBe('form_password_length_too_short')
    expect((await attempt('difference engine')).response).toMatchObject({ status: 'complete' })
  })

  test('args: other sessions end on request', async () => {
    const { reset, emulator } = await proved()
    const { session } = await emulator.signIn(USER)
    await reset({ password: 'difference engine', sign_out_of_other_sessions: 'true' })
    expect(session.status).toBe('revoked')
  })

  test('behavior: a second factor is still required', async () => {
    const { reset } = await proved({ totp_secret: SECRET })
    expect((await reset({ password: 'difference engine' })).response).toMatchObject({
      status: 'needs_second_factor',
    })
  })

  test('error: a user without a password cannot reset it', async () => {
    const { page } = await opened({
      users: [{ username: 'ada', email_address: ['ada@example.com'] }],
    })
    expect((await page.post('/sign_ins', BEGINNING)).code).toBe('strategy_for_user_invalid')
  })
})

describe('lockout', () => {
  const lockout = (settings: object): Seed => ({
    settings: { user_lockout: settings },
    users: [{ ...ADA, totp_secret: SECRET }],
  })

  async function failing(settings: object) {
    const opening = await opened(lockout(settings))
    const attempt = (password: string) =>
      opening.page.post('/sign_ins', { identifier: 'ada', password })
    return { ...opening, attempt }
  }

  test('default: each failure uses one attempt, and the last one locks the user', async () => {
    const { attempt, ctx, emulator } = await failing({ max_attempts: 3, duration_in_minutes: 5 })
    expect((await attempt('wrong')).code).toBe('form_password_incorrect')
    expect(await getUser(ctx, USER)).toMatchObject({ verification_attempts_remaining: 2 })
    await attempt('wrong')
    expect(await attempt('wrong')).toMatchObject({ status: 403, code: 'user_locked' })
    expect((await attempt('analytical')).code).toBe('user_locked')
    expect(await getUser(ctx, USER)).toMatchObject({
      locked: true,
      lockout_expires_in_seconds: 300,
      verification_attempts_remaining: 0,
    })
    expect(emulator.webhooks.map(({ type }) => type)).toEqual(['user.updated'])
    emulator.clock.advance('5m')
    expect(await getUser(ctx, USER)).toMatchObject({
      locked: false,
      verification_attempts_remaining: 3,
    })
  })

  test('behavior: wrong codes count like wrong passwords, and a sign-in resets the count', async () => {
    const { attempt, page, ctx, emulator } = await failing({ max_attempts: 5 })
    await attempt('wrong')
    const begun = await page.post('/sign_ins', { identifier: 'ada', strategy: 'email_code' })
    const code = { strategy: 'email_code', code: 'x' }
    await page.post(`/sign_ins/${begun.response.id}/attempt_first_factor`, code)
    const { response } = await attempt('analytical')
    const second = (code: string) =>
      page.post(`/sign_ins/${response.id}/attempt_second_factor`, { strategy: 'totp', code })
    await second('000000')
    // A sign-in without its second factor does not reset the count of failed attempts.
    expect(await getUser(ctx, USER)).toMatchObject({ verification_attempts_remaining: 2 })
    await second(await totpCode(SECRET, emulator.clock.now()))
    expect(await getUser(ctx, USER)).toMatchObject({ verification_attempts_remaining: 5 })
  })

  test('args: a lock without an end, and lockout turned off', async () => {
    const endless = await failing({ max_attempts: 1, duration_in_minutes: null })
    expect((await endless.attempt('wrong')).code).toBe('user_locked')
    endless.emulator.clock.advance('365d')
    expect(await getUser(endless.ctx, USER)).toMatchObject({
      locked: true,
      lockout_expires_in_seconds: null,
    })
    await unlockUser(endless.ctx, USER)
    expect((await endless.attempt('analytical')).response).toMatchObject({
      status: 'needs_second_factor',
    })
    const off = await failing({ enabled: false, max_attempts: 1 })
    expect((await off.attempt('wrong')).code).toBe('form_password_incorrect')
    expect(await getUser(off.ctx, USER)).toMatchObject({ verification_attempts_remaining: null })
  })

  test('behavior: the settings determine the duration of lockUser', async () => {
    const { ctx } = await failing({ duration_in_minutes: 90 })
    expect(await lockUser(ctx, USER)).toMatchObject({ lockout_expires_in_seconds: 5400 })
  })

  test('behavior: passwords that the backend verifies do not count', async () => {
    const { ctx } = await failing({ max_attempts: 1 })
    await expect(verifyUserPassword(ctx, USER, { password: 'wrong' })).rejects.toMatchObject({
      code: 'incorrect_password',
    })
    expect(await getUser(ctx, USER)).toMatchObject({
      locked: false,
      verification_attempts_remaining: 1,
    })
  })
})
