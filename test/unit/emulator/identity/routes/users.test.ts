import {
  banUser,
  bulkBanUsers,
  bulkUnbanUsers,
  collect,
  countUsers,
  createUser,
  deleteUser,
  deleteUserProfileImage,
  disableUserMfa,
  getUser,
  listUsers,
  lockUser,
  mergeUserMetadata,
  paginate,
  path,
  replaceUserMetadata,
  request,
  unbanUser,
  unlockUser,
  updateUser,
  updateUserProfileImage,
  verifyUserPassword,
} from 'clerklet'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const email = (i: number) => ({ email_address: [`user${i}@example.com`] })
const many = (count: number) => ({ users: Array.from({ length: count }, (_, i) => email(i)) })

test('behavior: a created user can be read', async () => {
  const { strict } = emulate()
  const created = await createUser(strict, {
    email_address: ['Ada@Example.com'],
    phone_number: ['+15555550100'],
    username: 'adaking',
    first_name: 'Ada',
    public_metadata: { plan: 'pro' },
    created_at: new Date(NOON - 1000),
  })
  expect(created).toMatchObject({
    first_name: 'Ada',
    username: 'adaking',
    created_at: NOON - 1000,
    updated_at: NOON,
    public_metadata: { plan: 'pro' },
    email_addresses: [{ email_address: 'ada@example.com', verification: { status: 'verified' } }],
  })
  expect(created.primary_email_address_id).toBe(created.email_addresses[0]?.id)
  expect(await getUser(strict, created.id)).toEqual(created)
})

test('error: unique values are compared without regard to case', async () => {
  const { strict } = emulate()
  await createUser(strict, {
    email_address: ['ada@example.com'],
    username: 'adaking',
    external_id: 'x',
  })
  for (const [params, param_name] of [
    [{ email_address: ['ADA@example.com'] }, 'email_address'],
    [{ username: 'AdaKing' }, 'username'],
    [{ ...email(1), external_id: 'x' }, 'external_id'],
  ] as const) {
    await expect(createUser(strict, params as { username: string })).rejects.toMatchObject({
      status: 422,
      code: 'form_identifier_exists',
      errors: [{ meta: { param_name } }],
    })
  }
  expect(await countUsers(strict)).toMatchObject({ total_count: 1 })
})

test('behavior: the identifiers of a deleted user can be used again', async () => {
  const { strict } = emulate()
  const { id } = await createUser(strict, { email_address: ['ada@example.com'], external_id: 'x' })
  expect(await deleteUser(strict, id)).toEqual({
    object: 'user',
    id,
    deleted: true,
    external_id: 'x',
  })
  await expect(getUser(strict, id)).rejects.toMatchObject({
    status: 404,
    code: 'resource_not_found',
  })
  await createUser(strict, { email_address: ['ada@example.com'], external_id: 'x' })
})

test('error: a user needs an identification, a long password and small metadata', async () => {
  const { strict } = emulate()
  for (const [params, code] of [
    [{ first_name: 'Ada' }, 'form_data_missing'],
    [{ ...email(1), password: 'short' }, 'form_password_length_too_short'],
    [{ email_address: ['no address'] }, 'form_param_format_invalid'],
    [{ phone_number: ['0123'] }, 'form_param_format_invalid'],
    [
      { ...email(1), public_metadata: { text: 'x'.repeat(8200) } },
      'form_param_exceeds_allowed_size',
    ],
    [{ ...email(1), surname: 'Lovelace' }, 'form_param_unknown'],
    [{ ...email(1), first_name: 7 }, 'form_param_format_invalid'],
  ] as [object, string][]) {
    await expect(createUser(strict, params)).rejects.toMatchObject({ status: 422, code })
  }
  expect(await listUsers(strict)).toEqual([])
})

test('behavior: users are listed newest first, by offset, by cursor or in another order', async () => {
  const { strict } = emulate({ seed: many(25) })
  const first = await listUsers(strict)
  expect(first).toHaveLength(10)
  expect(first[0]?.email_addresses[0]?.email_address).toBe('user24@example.com')
  const all = await collect(paginate(listUsers, strict, { limit: 7 }), { maxItems: 100 })
  expect(all).toEqual(await listUsers(strict, { limit: 500 }))
  expect(await listUsers(strict, { limit: 5, offset: 22 })).toEqual(all.slice(22))
  expect(await listUsers(strict, { limit: 5, order_by: 'created_at' })).toEqual(
    all.slice(-5).reverse(),
  )
  expect(await listUsers(strict, { limit: 3, starting_after: all[4]?.id })).toEqual(all.slice(5, 8))
})

test('behavior: a limit above 500 returns 10 rows, like the API', async () => {
  const { ctx } = emulate({ seed: many(25) })
  const answer = await ctx.fetch('https://api.clerk.com/v1/users?limit=501', {
    headers: { authorization: `Bearer ${ctx.secretKey}` },
  })
  expect(await answer.json()).toHaveLength(10)
})

test('error: a cursor with another order or with an offset', async () => {
  const { strict } = emulate({ seed: many(3) })
  const [{ id } = { id: '' }] = await listUsers(strict)
  for (const params of [{ order_by: 'username' }, { offset: 1 }]) {
    await expect(listUsers(strict, { starting_after: id, ...params })).rejects.toMatchObject({
      status: 422,
      code: 'form_param_value_invalid',
      errors: [{ meta: { param_name: 'starting_after' } }],
    })
  }
})

test('behavior: filters apply to lists and counts', async () => {
  const { strict } = emulate({
    seed: {
      users: [
        { ...email(1), id: 'user_1', first_name: 'Ada', last_name: 'Lovelace', banned: true },
        { ...email(2), id: 'user_2', first_name: 'Alan', username: 'turing', external_id: 'E2' },
        { phone_number: ['+15555550103'], id: 'user_3', created_at: '2020-01-01T00:00:00Z' },
      ],
    },
  })
  for (const [params, ids] of [
    [{ banned: true }, ['user_1']],
    [{ banned: false }, ['user_2', 'user_3']],
    [{ email_address: ['user1@example.com', 'user2@example.com'] }, ['user_2', 'user_1']],
    [{ phone_number: ['+15555550103'] }, ['user_3']],
    [{ username: ['turing', 'nobody'] }, ['user_2']],
    [{ external_id: ['E2'] }, ['user_2']],
    [{ user_id: ['-user_1'] }, ['user_2', 'user_3']],
    [{ query: 'lace' }, ['user_1']],
    [{ name_query: 'ada love' }, ['user_1']],
    [{ email_address_query: 'user2' }, ['user_2']],
    [{ created_at_before: new Date(NOON) }, ['user_3']],
    [{ created_at_after: NOON - 1 }, ['user_2', 'user_1']],
  ] as const) {
    const found = await listUsers(strict, params as { banned: boolean })
    expect(
      found.map(({ id }) => id),
      JSON.stringify(params),
    ).toEqual(ids)
    expect(await countUsers(strict, params as { banned: boolean })).toMatchObject({
      total_count: ids.length,
    })
  }
})

test('behavior: metadata is merged by PATCH, and replaced by PUT', async () => {
  const { strict } = emulate({
    seed: { users: [{ ...email(1), id: 'user_1', public_metadata: { a: { b: 1, c: 2 }, d: 3 } }] },
  })
  const merged = await mergeUserMetadata(strict, 'user_1', {
    public_metadata: { a: { b: null, e: [1] }, d: null },
  })
  expect(merged.public_metadata).toEqual({ a: { c: 2, e: [1] } })
  const replaced = await replaceUserMetadata(strict, 'user_1', { public_metadata: { x: null } })
  expect(replaced.public_metadata).toEqual({ x: null })
  expect(replaced.private_metadata).toEqual({})
})

test('behavior: a banned user loses every session and cannot be signed in', async () => {
  const { strict, signIn } = emulate({ seed: { users: [{ ...email(1), id: 'user_1' }] } })
  const { session } = await signIn('user_1')
  expect(await banUser(strict, 'user_1')).toMatchObject({ banned: true })
  expect(
    await request(strict, undefined, { method: 'GET', path: path`/sessions/${session.id}` }),
  ).toMatchObject({ status: 'revoked' })
  await expect(signIn('user_1')).rejects.toThrow('user_banned')
  expect(await unbanUser(strict, 'user_1')).toMatchObject({ banned: false })
  expect(await bulkBanUsers(strict, { user_ids: ['user_1'] })).toMatchObject([{ banned: true }])
  expect(await bulkUnbanUsers(strict, { user_ids: ['user_1'] })).toMatchObject([{ banned: false }])
})

test('behavior: a user is locked, unlocked and updated', async () => {
  const { strict } = emulate({
    seed: {
      users: [
        { ...email(1), id: 'user_1', username: 'user_one' },
        { ...email(2), username: 'grace' },
      ],
    },
  })
  expect(await lockUser(strict, 'user_1')).toMatchObject({ locked: true })
  expect(await unlockUser(strict, 'user_1')).toMatchObject({
    locked: false,
    lockout_expires_in_seconds: null,
  })
  expect(
    await updateUser(strict, 'user_1', { first_name: 'Ada', username: 'adaking' }),
  ).toMatchObject({
    first_name: 'Ada',
    username: 'adaking',
  })
  await expect(updateUser(strict, 'user_1', { username: 'grace' })).rejects.toMatchObject({
    code: 'form_identifier_exists',
  })
  await expect(
    updateUser(strict, 'user_1', { primary_email_address_id: 'idn_0' }),
  ).rejects.toMatchObject({ code: 'form_resource_not_found' })
  await createUser(strict, { ...email(3), username: 'user_one' })
})

test('behavior: passwords are verified', async () => {
  const { strict } = emulate({
    seed: {
      users: [
        { ...email(1), id: 'user_1', password: 'correct horse' },
        { ...email(2), id: 'user_2' },
      ],
    },
  })
  expect(await verifyUserPassword(strict, 'user_1', { password: 'correct horse' })).toEqual({
    verified: true,
  })
  await expect(
    verifyUserPassword(strict, 'user_1', { password: 'battery staple' }),
  ).rejects.toMatchObject({ status: 422, code: 'incorrect_password' })
  await expect(
    verifyUserPassword(strict, 'user_2', { password: 'correct horse' }),
  ).rejects.toMatchObject({ status: 400, code: 'no_password_set' })
})

test('behavior: a profile image is set and deleted', async () => {
  const { strict } = emulate({ seed: { users: [{ ...email(1), id: 'user_1' }] } })
  const file = new File(['image'], 'me.png', { type: 'image/png' })
  expect(await updateUserProfileImage(strict, 'user_1', { file })).toMatchObject({
    has_image: true,
  })
  expect(await deleteUserProfileImage(strict, 'user_1')).toMatchObject({ has_image: false })
  await expect(deleteUserProfileImage(strict, 'user_1')).rejects.toMatchObject({
    status: 404,
    code: 'image_not_found',
  })
})

test('behavior: all second factors are removed at once', async () => {
  const { strict, clock } = emulate({
    seed: {
      users: [{ ...email(1), id: 'user_1', totp_secret: 'JBSWY3DPEHPK3PXP', backup_codes: ['a'] }],
    },
  })
  expect(await getUser(strict, 'user_1')).toMatchObject({
    two_factor_enabled: true,
    mfa_enabled_at: NOON,
  })
  clock.advance('1s')
  expect(await disableUserMfa(strict, 'user_1')).toEqual({ user_id: 'user_1' })
  expect(await getUser(strict, 'user_1')).toMatchObject({
    two_factor_enabled: false,
    backup_code_enabled: false,
    mfa_disabled_at: NOON + 1000,
  })
})
