import { decodeToken } from 'clerklet/verify'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { totpCode } from '#emulator/identity/totp.ts'
import { emulate } from '#fixtures/emulator.ts'
import { lastCode, openPage } from '#fixtures/page.ts'

const ADA = 'user_ada'
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const PLAIN = {
  id: ADA,
  username: 'adaking',
  email_address: ['ada@example.com'],
  phone_number: ['+14155551234'],
  password: 'analytical',
}
const WITH_APP = { ...PLAIN, totp_secret: SECRET, backup_codes: ['once-only'] }

async function opened(user: NonNullable<Seed['users']>[number] = PLAIN) {
  const emulator = emulate({ seed: { users: [user] } })
  const page = await openPage(emulator, { as: ADA })
  const [{ id }] = (await page.get()).response.sessions as [{ id: string }]
  const verify = (path: string, form: Record<string, string> = {}) =>
    page.post(`/sessions/${id}/verify${path}`, form)
  const claims = async () => {
    const { response } = await page.post(`/sessions/${id}/tokens`)
    return decodeToken(`${response.jwt}`).payload
  }
  emulator.clock.advance('15m')
  return { emulator, page, verify, claims, id }
}

describe('reverification of a session', () => {
  test('default: a password resets the age of the first factor, in the session and its tokens', async () => {
    const { verify, claims, id } = await opened()
    expect(await claims()).toMatchObject({ fva: [15, -1] })
    const begun = await verify('', { level: 'first_factor' })
    expect(begun.response).toMatchObject({
      object: 'session_reverification',
      level: 'first_factor',
      status: 'needs_first_factor',
      supported_first_factors: [
        { strategy: 'password' },
        { strategy: 'email_code', safe_identifier: 'a****@example.com' },
        { strategy: 'phone_code' },
      ],
      first_factor_verification: null,
      session: { id },
    })
    const form = { strategy: 'password', password: 'analytical' }
    const { response, client } = await verify('/attempt_first_factor', form)
    expect(response).toMatchObject({
      status: 'complete',
      first_factor_verification: { strategy: 'password', status: 'verified' },
    })
    expect(client).toMatchObject({ sessions: [{ id, factor_verification_age: [0, -1] }] })
    expect(await claims()).toMatchObject({ fva: [0, -1] })
  })

  test.each([
    ['email_code', 'email_address_id'],
    ['phone_code', 'phone_number_id'],
  ])('behavior: a code of %s verifies the first factor', async (strategy, name) => {
    const { verify, emulator } = await opened()
    const { response } = await verify('', { level: 'first_factor' })
    const factors = response.supported_first_factors as Record<string, string>[]
    const factor = factors.find((one) => one.strategy === strategy)
    const prepared = await verify('/prepare_first_factor', {
      strategy,
      [name]: factor?.[name] ?? '',
    })
    expect(prepared.response).toMatchObject({
      first_factor_verification: { strategy, status: 'unverified' },
    })
    const form = { strategy, code: lastCode(emulator) }
    expect((await verify('/attempt_first_factor', form)).response).toMatchObject({
      status: 'complete',
    })
  })

  test('behavior: the second factor is verified alone when the user has one', async () => {
    const { verify, claims, emulator } = await opened(WITH_APP)
    const { response } = await verify('', { level: 'second_factor' })
    expect(response).toMatchObject({
      status: 'needs_second_factor',
      supported_second_factors: [{ strategy: 'totp' }, { strategy: 'backup_code' }],
    })
    const form = { strategy: 'totp', code: await totpCode(SECRET, emulator.clock.now()) }
    expect((await verify('/attempt_second_factor', form)).response).toMatchObject({
      status: 'complete',
    })
    expect(await claims()).toMatchObject({ fva: [15, 0] })
  })

  test('behavior: a user without a second factor verifies the first one instead', async () => {
    const { verify } = await opened()
    const { response } = await verify('', { level: 'second_factor' })
    expect(response).toMatchObject({ level: 'second_factor', status: 'needs_first_factor' })
    const form = { strategy: 'password', password: 'analytical' }
    expect((await verify('/attempt_first_factor', form)).response).toMatchObject({
      status: 'complete',
    })
  })

  test('behavior: multi_factor verifies both factors, one after the other', async () => {
    const { verify, claims } = await opened(WITH_APP)
    await verify('', { level: 'multi_factor' })
    const password = { strategy: 'password', password: 'analytical' }
    const { response } = await verify('/attempt_first_factor', password)
    expect(response).toMatchObject({ status: 'needs_second_factor' })
    const code = { strategy: 'backup_code', code: 'once-only' }
    expect((await verify('/attempt_second_factor', code)).response).toMatchObject({
      status: 'complete',
    })
    expect(await claims()).toMatchObject({ fva: [0, 0] })
  })

  test('behavior: a sign-in with a second factor verifies both factors', async () => {
    const emulator = emulate({ seed: { users: [WITH_APP] } })
    const page = await openPage(emulator)
    const { response } = await page.post('/sign_ins', {
      identifier: 'adaking',
      password: 'analytical',
    })
    const code = { strategy: 'backup_code', code: 'once-only' }
    const done = await page.post(`/sign_ins/${response.id}/attempt_second_factor`, code)
    expect(done.client).toMatchObject({ sessions: [{ factor_verification_age: [0, 0] }] })
  })

  test('error: missing or invalid parameters, wrong credentials and steps in the wrong order', async () => {
    const { verify } = await opened()
    const password = { strategy: 'password', password: 'analytical' }
    expect(await verify('/attempt_first_factor', password)).toMatchObject({
      status: 404,
      code: 'resource_not_found',
    })
    expect(await verify('')).toMatchObject({ status: 422, code: 'form_param_missing' })
    expect(await verify('', { level: 'third_factor' })).toMatchObject({
      status: 422,
      code: 'form_param_value_invalid',
    })
    await verify('', { level: 'first_factor' })
    for (const [path, form, code] of [
      ['/attempt_first_factor', { ...password, password: 'wrong' }, 'form_password_incorrect'],
      ['/attempt_first_factor', { strategy: 'totp', code: '1' }, 'strategy_for_user_invalid'],
      ['/attempt_first_factor', { strategy: 'email_code', code: '1' }, 'verification_missing'],
      ['/attempt_second_factor', { strategy: 'totp', code: '1' }, 'client_state_invalid'],
    ] as const) {
      expect(await verify(path, form)).toMatchObject({ code })
    }
    await verify('/attempt_first_factor', password)
    expect(await verify('/attempt_first_factor', password)).toMatchObject({
      code: 'client_state_invalid',
    })
  })

  test('error: the session of another browser is not found', async () => {
    const { emulator, page } = await opened()
    const { session } = await emulator.signIn(ADA)
    const path = `/sessions/${session.id}/verify`
    expect(await page.post(path, { level: 'first_factor' })).toMatchObject({ status: 404 })
  })
})
