import { createUser, getUser } from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { lastCode, openPage } from '#fixtures/page.ts'

const EMAIL = 'ada@example.com'
const PHONE = '+14155551234'

async function opened(settings: Seed['settings']) {
  const emulator = emulate({ seed: { settings } })
  const page = await openPage(emulator)
  const verify = async (id: unknown, strategy = 'email_code') => {
    await page.post(`/sign_ups/${id}/prepare_verification`, { strategy })
    return page.post(`/sign_ups/${id}/attempt_verification`, { strategy, code: lastCode(emulator) })
  }
  return { emulator, ctx: emulator.strict, page, verify }
}

describe('the requirements of a sign-up', () => {
  test('default: an e-mail address is required, and everything else is optional', async () => {
    const { page } = await opened({})
    expect((await page.post('/sign_ups')).response).toMatchObject({
      required_fields: ['email_address'],
      optional_fields: ['phone_number', 'username', 'first_name', 'last_name', 'password'],
      missing_fields: ['email_address'],
    })
  })

  test('behavior: required attributes are in missing_fields until they are given', async () => {
    const { page, verify, ctx } = await opened({
      attributes: {
        first_name: 'required',
        last_name: 'required',
        username: 'required',
        phone_number: 'required',
        password: 'required',
      },
    })
    const begun = await page.post('/sign_ups', { email_address: EMAIL, first_name: 'Ada' })
    expect(begun.response).toMatchObject({
      required_fields: [
        'email_address',
        'phone_number',
        'username',
        'first_name',
        'last_name',
        'password',
      ],
      optional_fields: [],
      missing_fields: ['phone_number', 'username', 'last_name', 'password'],
      unverified_fields: ['email_address'],
    })
    const path = `/sign_ups/${begun.response.id}`
    expect((await verify(begun.response.id)).response).toMatchObject({
      status: 'missing_requirements',
      unverified_fields: [],
    })
    const rest = { last_name: 'King', username: 'countess', password: 'analytical engine' }
    expect((await page.patch(path, { ...rest, phone_number: PHONE })).response).toMatchObject({
      missing_fields: [],
      unverified_fields: ['phone_number'],
    })
    const { response } = await verify(begun.response.id, 'phone_code')
    expect(response).toMatchObject({ status: 'complete' })
    expect(await getUser(ctx, `${response.created_user_id}`)).toMatchObject({
      username: 'countess',
      password_enabled: true,
    })
  })

  test('behavior: a disabled attribute is an unknown parameter', async () => {
    const { page } = await opened({ attributes: { phone_number: 'off', password: 'off' } })
    expect((await page.post('/sign_ups', { email_address: EMAIL })).response).toMatchObject({
      optional_fields: ['username', 'first_name', 'last_name'],
    })
    for (const form of [{ phone_number: PHONE }, { password: 'analytical engine' }]) {
      expect(await page.post('/sign_ups', form)).toMatchObject({
        status: 422,
        code: 'form_param_unknown',
      })
    }
  })

  test('behavior: when no identifier is required, any one is enough', async () => {
    const { page, verify } = await opened({ attributes: { email_address: 'on' } })
    const { response } = await page.post('/sign_ups', { first_name: 'Ada' })
    expect(response).toMatchObject({
      required_fields: [],
      missing_fields: ['email_address', 'phone_number', 'username'],
    })
    const path = `/sign_ups/${response.id}`
    expect((await page.patch(path, { phone_number: PHONE })).response).toMatchObject({
      missing_fields: [],
    })
    expect((await verify(response.id, 'phone_code')).response).toMatchObject({ status: 'complete' })
  })

  test('behavior: legal_accepted is required if the instance has legal terms', async () => {
    const { page, verify, ctx, emulator } = await opened({
      sign_up: { legal_consent_enabled: true },
    })
    const { response } = await page.post('/sign_ups', { email_address: EMAIL })
    expect(response).toMatchObject({
      required_fields: ['email_address', 'legal_accepted'],
      missing_fields: ['legal_accepted'],
    })
    await verify(response.id)
    const path = `/sign_ups/${response.id}`
    expect((await page.patch(path, { legal_accepted: 'false' })).response).toMatchObject({
      status: 'missing_requirements',
    })
    const done = await page.patch(path, { legal_accepted: 'true' })
    expect(done.response).toMatchObject({ status: 'complete', missing_fields: [] })
    expect(await getUser(ctx, `${done.response.created_user_id}`)).toMatchObject({
      legal_accepted_at: emulator.clock.now(),
    })
  })

  test('args: strategy=password requires a password', async () => {
    const { page, verify } = await opened({ attributes: { password: 'required' } })
    const form = { strategy: 'password', email_address: EMAIL }
    expect(await page.post('/sign_ups', form)).toMatchObject({
      status: 422,
      code: 'form_param_missing',
    })
    const { response } = await page.post('/sign_ups', { ...form, password: 'analytical engine' })
    expect(response).toMatchObject({
      missing_fields: [],
      verifications: { email_address: { next_action: 'needs_prepare' } },
    })
    expect((await verify(response.id)).response).toMatchObject({ status: 'complete' })
  })
})

describe('createUser', () => {
  test('behavior: required attributes must be given, unless a flag skips them', async () => {
    const { ctx } = await opened({
      attributes: { password: 'required' },
      sign_up: { legal_consent_enabled: true },
    })
    const refused = { status: 422, code: 'form_data_missing' }
    const legal = { legal_accepted_at: '2026-05-12T12:00:00Z' }
    await expect(createUser(ctx, { username: 'countess', ...legal })).rejects.toMatchObject(refused)
    const password = 'analytical engine'
    await expect(createUser(ctx, { username: 'countess', password })).rejects.toMatchObject(refused)
    const skipped = { skip_password_requirement: true, skip_legal_checks: true }
    await createUser(ctx, { username: 'countess', ...skipped })
    await createUser(ctx, { username: 'babbage', password, ...legal })
  })
})
