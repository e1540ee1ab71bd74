import {
  attemptEmailAddressVerification,
  attemptPhoneNumberVerification,
  createEmailAddress,
  createPhoneNumber,
  createUser,
  deleteEmailAddress,
  deletePhoneNumber,
  getEmailAddress,
  getPhoneNumber,
  getUser,
  listUsers,
  prepareEmailAddressVerification,
  preparePhoneNumberVerification,
  replaceUserEmailAddress,
  replaceUserPhoneNumber,
  updateEmailAddress,
  updateInstance,
  updatePhoneNumber,
  updateUser,
} from 'clerklet'
import { expect } from 'vitest'
import { lastCode } from '#fixtures/page.ts'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const USER = 'user_ada'
const PHONE = '+15555550100'

export const scenarios: Scenarios = {
  'an address is added unverified, verified, made primary and deleted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: USER, email_address: ['ada@example.com'] }] })
    const { id = '', ...added } = await createEmailAddress(ctx, {
      user_id: USER,
      email_address: 'Ada@Example.org',
    })
    expect(added).toMatchObject({ email_address: 'ada@example.org', verification: null })
    await refused(updateEmailAddress(ctx, id, { primary: true }), 422, 'form_verification_needed')
    await refused(
      updateUser(ctx, USER, { primary_email_address_id: id }),
      422,
      'form_verification_needed',
    )
    await updateEmailAddress(ctx, id, {
      verified: true,
      primary: true,
      notify_primary_email_address_changed: true,
    })
    expect(await getEmailAddress(ctx, id)).toMatchObject({ verification: { strategy: 'admin' } })
    const user = await getUser(ctx, USER)
    expect(user.primary_email_address_id).toBe(id)
    expect(eventsAbout(emulator, 'email')).toMatchObject([
      { data: { to_email_address: 'ada@example.com', slug: 'primary_email_address_changed' } },
    ])
    await deleteEmailAddress(ctx, id)
    expect(await getUser(ctx, USER)).toMatchObject({
      primary_email_address_id: user.email_addresses[0]?.id,
      email_addresses: [{ email_address: 'ada@example.com' }],
    })
    for (const call of [getEmailAddress, deleteEmailAddress]) {
      await refused(call(ctx, id), 404, 'resource_not_found')
    }
    const last = user.email_addresses[0]?.id ?? ''
    await refused(
      deleteEmailAddress(ctx, last),
      400,
      'last_required_identification_deletion_failed',
    )
  },

  'several users can have the same unverified address, but only one can verify it': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [
        { id: USER, username: 'ada' },
        { id: 'user_b', username: 'b' },
      ],
    })
    const email_address = 'shared@example.com'
    const { id: first = '' } = await createEmailAddress(ctx, { user_id: USER, email_address })
    const { id: second = '' } = await createEmailAddress(ctx, { user_id: 'user_b', email_address })
    expect(await listUsers(ctx, { email_address: [email_address] })).toHaveLength(2)
    await updateEmailAddress(ctx, second, { verified: true })
    await refused(updateEmailAddress(ctx, first, { verified: true }), 422, 'form_identifier_exists')
    await refused(
      createEmailAddress(ctx, { user_id: USER, email_address, verified: true }),
      422,
      'form_identifier_exists',
    )
    await refused(
      createUser(ctx, { email_address: [email_address] }),
      422,
      'form_identifier_exists',
    )
    await updateEmailAddress(ctx, second, { verified: false })
    await updateEmailAddress(ctx, first, { verified: true })
    await refused(
      createEmailAddress(ctx, { user_id: 'user_no', email_address: 'x@example.com' }),
      404,
      'resource_not_found',
    )
  },

  'a code verifies an address': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ id: USER, username: 'ada' }] })
    const { id = '' } = await createEmailAddress(ctx, {
      user_id: USER,
      email_address: 'ada@example.com',
    })
    const { id: verification_id = '' } = await prepareEmailAddressVerification(ctx, id)
    const attempt = (code: string) =>
      attemptEmailAddressVerification(ctx, id, { verification_id, code })
    expect(await attempt('000000')).toMatchObject({ status: 'unverified', attempts: 1 })
    const code = lastCode(emulator)
    expect(await attempt(code)).toMatchObject({ status: 'verified', attempts: 2 })
    expect(await getEmailAddress(ctx, id)).toMatchObject({
      verification: { object: 'verification_otp', strategy: 'email_code', status: 'verified' },
    })
    await refused(attempt(code), 400, 'verification_already_verified')
    await refused(prepareEmailAddressVerification(ctx, 'idn_no'), 404, 'resource_not_found')
    await refused(
      attemptEmailAddressVerification(ctx, id, { verification_id: 'ver_no', code: '424242' }),
      404,
      'resource_not_found',
    )
  },

  'in test mode, the code of a test address or number is 424242, and no message is sent': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed({
      users: [{ id: USER, email_address: ['ada+clerk_test@example.com'], phone_number: [PHONE] }],
    })
    const user = await getUser(ctx, USER)
    const email = user.email_addresses[0]?.id ?? ''
    const phone = user.phone_numbers[0]?.id ?? ''
    const verify = async (code: string) => {
      const { id: verification_id = '' } = await prepareEmailAddressVerification(ctx, email)
      const attempt = { verification_id, code }
      return (await attemptEmailAddressVerification(ctx, email, attempt)).status
    }
    expect(await verify('424242')).toBe('verified')
    const { id: verification_id = '' } = await preparePhoneNumberVerification(ctx, phone)
    expect(
      await attemptPhoneNumberVerification(ctx, phone, { verification_id, code: '424242' }),
    ).toMatchObject({ status: 'verified' })
    expect(emulator.webhooks).toEqual([])
    await updateInstance(ctx, { test_mode: false })
    expect(await verify('424242')).toBe('unverified')
    expect(eventsAbout(emulator, 'email')).toHaveLength(1)
  },

  'a code expires after ten minutes, and fails after three wrong attempts': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed({ users: [{ id: USER, email_address: ['ada@example.com'] }] })
    const id = (await getUser(ctx, USER)).email_addresses[0]?.id ?? ''
    const begin = async () => {
      const { id: verification_id = '' } = await prepareEmailAddressVerification(ctx, id)
      return (code: string) => attemptEmailAddressVerification(ctx, id, { verification_id, code })
    }
    const late = await begin()
    emulator.clock.advance('10m')
    expect(await late(lastCode(emulator))).toMatchObject({ status: 'expired' })
    const spent = await begin()
    for (const status of ['unverified', 'unverified', 'failed']) {
      expect(await spent('000000')).toMatchObject({ status })
    }
    expect(await spent(lastCode(emulator))).toMatchObject({ status: 'failed', attempts: 3 })
  },

  'one address replaces all others': async ({ ctx, emulator, refused }) => {
    emulator.seed({
      users: [
        { id: USER, email_address: ['ada@example.com', 'ada@example.org'] },
        { id: 'user_b', email_address: ['b@example.com'] },
      ],
    })
    const replace = (email_address: string, identification_status?: string) =>
      replaceUserEmailAddress(ctx, USER, {
        email_address,
        ...(identification_status && { identification_status }),
        notify_primary_email_address_changed: true,
      })
    await refused(replace('b@example.com'), 422, 'form_identifier_exists')
    await refused(replace('new@example.com', 'odd'), 422, 'form_param_value_invalid')
    expect(await replace('new@example.com', 'reserved')).toMatchObject({
      reserved: true,
      verification: null,
    })
    const user = await getUser(ctx, USER)
    expect(user.email_addresses).toMatchObject([{ email_address: 'new@example.com' }])
    expect(user.primary_email_address_id).toBe(user.email_addresses[0]?.id)
    expect(eventsAbout(emulator, 'email')).toMatchObject([
      { data: { to_email_address: 'ada@example.com' } },
    ])
    await createUser(ctx, { email_address: ['ada@example.com'] })
    await refused(
      createUser(ctx, { email_address: ['new@example.com'] }),
      422,
      'form_identifier_exists',
    )
    await replace('new@example.com')
    expect(eventsAbout(emulator, 'email')).toHaveLength(1)
  },

  'a phone number becomes a second factor once it is verified': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: USER, username: 'ada' }] })
    const params = { user_id: USER, phone_number: PHONE }
    await refused(
      createPhoneNumber(ctx, { ...params, reserved_for_second_factor: true }),
      400,
      'identification_create_second_factor_unverified',
    )
    const { id = '' } = await createPhoneNumber(ctx, params)
    expect(await getUser(ctx, USER)).toMatchObject({ primary_phone_number_id: id })
    await refused(
      updatePhoneNumber(ctx, id, { reserved_for_second_factor: true }),
      400,
      'identification_update_second_factor_unverified',
    )
    expect(
      await updatePhoneNumber(ctx, id, { verified: true, reserved_for_second_factor: true }),
    ).toMatchObject({ reserved_for_second_factor: true, default_second_factor: true })
    expect(await getUser(ctx, USER)).toMatchObject({ two_factor_enabled: true })
    expect(await getPhoneNumber(ctx, id)).toMatchObject({ phone_number: PHONE })
    await refused(createPhoneNumber(ctx, params), 422, 'form_identifier_exists')
    await deletePhoneNumber(ctx, id)
    expect(await getUser(ctx, USER)).toMatchObject({
      two_factor_enabled: false,
      primary_phone_number_id: null,
      phone_numbers: [],
    })
    for (const call of [getPhoneNumber, deletePhoneNumber]) {
      await refused(call(ctx, id), 404, 'resource_not_found')
    }
  },

  'a code by text message verifies a number, and is sent at most every 30 seconds': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: USER, username: 'ada' }] })
    const phone_number = '+14155551234'
    const { id = '' } = await createPhoneNumber(ctx, { user_id: USER, phone_number })
    const { id: verification_id = '' } = await preparePhoneNumberVerification(ctx, id)
    await refused(
      preparePhoneNumberVerification(ctx, id),
      429,
      'verification_code_too_many_requests',
    )
    const code = lastCode(emulator)
    emulator.clock.advance('30s')
    await preparePhoneNumberVerification(ctx, id)
    expect(eventsAbout(emulator, 'sms')).toMatchObject([
      { data: { to_phone_number: phone_number } },
      { data: { to_phone_number: phone_number } },
    ])
    const attempt = { verification_id, code }
    expect(await attemptPhoneNumberVerification(ctx, id, attempt)).toMatchObject({
      status: 'verified',
      channel: 'sms',
    })
    expect(await getPhoneNumber(ctx, id)).toMatchObject({ verification: { status: 'verified' } })
    await refused(
      attemptPhoneNumberVerification(ctx, id, attempt),
      400,
      'verification_already_verified',
    )
  },

  'a number that replaces a second factor is not a second factor': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: USER, username: 'ada', phone_number: [PHONE] }] })
    const id = (await getUser(ctx, USER)).phone_numbers[0]?.id ?? ''
    await updatePhoneNumber(ctx, id, { reserved_for_second_factor: true })
    expect(await replaceUserPhoneNumber(ctx, USER, { phone_number: '+15555550101' })).toMatchObject(
      { reserved_for_second_factor: false },
    )
    expect(await getUser(ctx, USER)).toMatchObject({ two_factor_enabled: false })
    await refused(
      replaceUserPhoneNumber(ctx, USER, { phone_number: 'x' }),
      422,
      'form_param_format_invalid',
    )
  },
}
