import {
  banUser,
  bulkBanUsers,
  bulkUnbanUsers,
  type CreateUserParams,
  countUsers,
  createSession,
  createUser,
  deleteUser,
  deleteUserProfileImage,
  getSession,
  getUser,
  listUsers,
  lockUser,
  mergeUserMetadata,
  path,
  replaceUserMetadata,
  request,
  unbanUser,
  unlockUser,
  updateUser,
  updateUserProfileImage,
} from 'clerklet'
import { expect } from 'vitest'
import { eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const ADA = { email_address: ['ada@example.com'], first_name: 'Ada' }

export const scenarios: Scenarios = {
  'a user is created, read, listed and deleted': async ({ ctx, emulator, refused }) => {
    const user = await createUser(ctx, { ...ADA, external_id: 'x1' })
    expect(await getUser(ctx, user.id)).toEqual(user)
    expect(await listUsers(ctx)).toEqual([user])
    expect(await deleteUser(ctx, user.id)).toMatchObject({ deleted: true, external_id: 'x1' })
    await refused(getUser(ctx, user.id), 404, 'resource_not_found')
    await refused(deleteUser(ctx, user.id), 404, 'resource_not_found')
    expect(eventsOf(emulator, 'user')).toEqual(['user.created', 'user.deleted'])
  },

  'a verified address belongs to one user': async ({ ctx, refused }) => {
    await createUser(ctx, ADA)
    await refused(createUser(ctx, ADA), 422, 'form_identifier_exists')
    await refused(listUsers(ctx, { order_by: 'size' }), 422, 'form_param_value_invalid')
    expect(await countUsers(ctx)).toMatchObject({ total_count: 1 })
  },

  'a refused creation stores nothing': async ({ ctx, refused }) => {
    await createUser(ctx, { username: 'adaking' })
    const params = { email_address: ['grace@example.com'], username: 'AdaKing' }
    await refused(createUser(ctx, params), 422, 'form_identifier_exists')
    await createUser(ctx, { ...params, username: 'grace' })
  },

  'malformed values are refused': async ({ ctx, refused }) => {
    const cases: [CreateUserParams, string][] = [
      [{}, 'form_data_missing'],
      [{ email_address: ['ada'] }, 'form_param_format_invalid'],
      [{ phone_number: ['555'] }, 'form_param_format_invalid'],
      [{ web3_wallet: ['0x1'] }, 'form_param_format_invalid'],
      [{ username: 'a bird' }, 'form_username_invalid_character'],
      [{ username: 'ada' }, 'form_username_invalid_length'],
      [{ username: 'a'.repeat(65) }, 'form_username_invalid_length'],
      [{ username: '+15555550100' }, 'form_username_cannot_be_phone_number'],
      [{ ...ADA, locale: 'no_locale' }, 'form_param_format_invalid'],
      [{ email_address: ['a@b.co', 'A@b.co'] }, 'form_param_duplicate'],
      [{ ...ADA, totp_secret: '!' }, 'invalid_totp_secret_code'],
      [{ ...ADA, password: 'short' }, 'form_password_length_too_short'],
      [{ ...ADA, password: 'x'.repeat(73) }, 'form_password_size_in_bytes_exceeded'],
      [{ ...ADA, password: 'password123' }, 'form_password_pwned'],
      [{ ...ADA, password_digest: 'x' }, 'form_conditional_param_missing'],
      [
        { ...ADA, password_digest: 'x', password_hasher: 'bcrypt' },
        'form_password_digest_invalid_code',
      ],
      [{ ...ADA, password_digest: 'x', password_hasher: 'rot13' }, 'form_param_value_invalid'],
      [{ ...ADA, public_metadata: { text: 'x'.repeat(8192) } }, 'form_param_exceeds_allowed_size'],
      [
        { ...ADA, email_address_identification_status: ['reserved', 'reserved'] },
        'form_param_value_invalid',
      ],
    ]
    for (const [params, code] of cases) await refused(createUser(ctx, params), 422, code)
    expect(await countUsers(ctx)).toMatchObject({ total_count: 0 })
  },

  'a user is changed': async ({ ctx, emulator, refused }) => {
    emulator.seed({
      users: [
        { id: 'user_ada', username: 'ada', phone_number: ['+15555550100', '+15555550101'] },
        { username: 'grace', external_id: 'g' },
      ],
    })
    const before = await getUser(ctx, 'user_ada')
    const second = before.phone_numbers[1]?.id
    emulator.clock.advance('1s')
    const after = await updateUser(ctx, 'user_ada', {
      first_name: 'Ada',
      username: 'lovelace',
      external_id: 'a',
      primary_phone_number_id: second,
      created_at: new Date(0),
    })
    expect(after).toMatchObject({
      first_name: 'Ada',
      username: 'lovelace',
      external_id: 'a',
      primary_phone_number_id: second,
      created_at: 0,
      updated_at: before.updated_at + 1000,
    })
    expect(await getUser(ctx, 'user_ada')).toEqual(after)
    expect(await listUsers(ctx, { order_by: 'created_at' })).toMatchObject([
      { id: 'user_ada' },
      { username: 'grace' },
    ])
    await createUser(ctx, { username: 'adaking' })
    for (const [params, code] of [
      [{ username: 'grace' }, 'form_identifier_exists'],
      [{ external_id: 'g' }, 'form_identifier_exists'],
      [{ username: 'bob' }, 'form_username_invalid_length'],
      [{ primary_email_address_id: 'idn_none' }, 'form_resource_not_found'],
    ] as const) {
      await refused(updateUser(ctx, 'user_ada', { last_name: 'L', ...params }), 422, code)
    }
    expect(await getUser(ctx, 'user_ada')).toMatchObject({ last_name: null })
    expect(eventsOf(emulator, 'user')).toEqual(['user.updated', 'user.created'])
  },

  'a username can be removed, unless it is the last identification': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [
        { id: 'user_ada', username: 'ada', email_address: ['ada@example.com'] },
        { id: 'user_bob', username: 'bob' },
      ],
    })
    expect(await updateUser(ctx, 'user_ada', { username: '' })).toMatchObject({ username: null })
    await refused(
      updateUser(ctx, 'user_bob', { username: null }),
      400,
      'last_required_identification_deletion_failed',
    )
  },

  'since version 2026-05-12, an update does not accept metadata': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada', public_metadata: { a: 1 } }] })
    const change = (apiVersion: string) =>
      request(ctx, undefined, {
        operation: 'updateUser',
        method: 'PATCH',
        path: path`/users/${'user_ada'}`,
        body: { public_metadata: { b: 2 } },
        apiVersion,
      })
    await refused(change('2026-05-12'), 422, 'form_param_unknown')
    await change('2025-11-10')
    expect(await getUser(ctx, 'user_ada')).toMatchObject({ public_metadata: { b: 2 } })
  },

  'metadata is merged deeply, or replaced field by field': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    await replaceUserMetadata(ctx, 'user_ada', {
      public_metadata: { a: { b: 1, c: [1] }, d: null },
      private_metadata: { kept: true },
    })
    expect(
      await mergeUserMetadata(ctx, 'user_ada', { public_metadata: { a: { b: null, c: [2] } } }),
    ).toMatchObject({
      public_metadata: { a: { c: [2] }, d: null },
      private_metadata: { kept: true },
    })
    await replaceUserMetadata(ctx, 'user_ada', { public_metadata: {} })
    expect(await getUser(ctx, 'user_ada')).toMatchObject({
      public_metadata: {},
      private_metadata: { kept: true },
    })
    const large = { unsafe_metadata: { text: 'x'.repeat(8192) } }
    for (const change of [mergeUserMetadata, replaceUserMetadata]) {
      await refused(change(ctx, 'user_ada', large), 422, 'form_param_exceeds_allowed_size')
      await refused(change(ctx, 'user_no', {}), 404, 'resource_not_found')
    }
  },

  'a banned user loses their sessions and cannot get new ones': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    const { id } = await createSession(ctx, { user_id: 'user_ada' })
    expect(await banUser(ctx, 'user_ada')).toMatchObject({ banned: true })
    expect(await getSession(ctx, id)).toMatchObject({ status: 'revoked' })
    await refused(createSession(ctx, { user_id: 'user_ada' }), 403, 'user_banned')
    expect(await listUsers(ctx, { banned: true })).toHaveLength(1)
    expect(await unbanUser(ctx, 'user_ada')).toMatchObject({ banned: false })
    await createSession(ctx, { user_id: 'user_ada' })
    for (const change of [banUser, unbanUser]) {
      await refused(change(ctx, 'user_no'), 404, 'resource_not_found')
    }
    expect(eventsOf(emulator, 'session')).toEqual([
      'session.created',
      'session.revoked',
      'session.created',
    ])
  },

  'up to 50 users are banned at once, all or none': async ({ ctx, emulator, refused }) => {
    const ids = Array.from({ length: 51 }, (_, i) => `user_${i}`)
    emulator.seed({ users: ids.map((id) => ({ id, username: id })) })
    const fifty = { user_ids: ids.slice(1) }
    for (const [change, banned] of [
      [bulkBanUsers, true],
      [bulkUnbanUsers, false],
    ] as const) {
      const changed = await change(ctx, fifty)
      expect(changed.map((user) => user.banned)).toEqual(fifty.user_ids.map(() => banned))
      await refused(change(ctx, { user_ids: ids }), 400, 'bulk_size_exceeded')
      await refused(change(ctx, { user_ids: ['user_0', 'x'] }), 404, 'resource_not_found')
      expect(await getUser(ctx, 'user_0')).toMatchObject({ banned: false })
    }
  },

  'a locked user cannot sign in until the lock ends': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    expect(await lockUser(ctx, 'user_ada')).toMatchObject({
      locked: true,
      lockout_expires_in_seconds: 3600,
      // The user was locked by the Backend API, not by failed attempts.
      verification_attempts_remaining: 100,
    })
    await refused(createSession(ctx, { user_id: 'user_ada' }), 403, 'user_locked')
    emulator.clock.advance('59m')
    expect(await listUsers(ctx)).toMatchObject([{ lockout_expires_in_seconds: 60 }])
    emulator.clock.advance('1m')
    expect(await getUser(ctx, 'user_ada')).toMatchObject({
      locked: false,
      lockout_expires_in_seconds: null,
    })
    await lockUser(ctx, 'user_ada')
    expect(await unlockUser(ctx, 'user_ada')).toMatchObject({ locked: false })
    await createSession(ctx, { user_id: 'user_ada' })
    for (const change of [lockUser, unlockUser]) {
      await refused(change(ctx, 'user_no'), 404, 'resource_not_found')
    }
  },

  'the data of a deleted user is deleted, and their identifiers can be used again': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const params = {
      id: 'user_ada',
      email_address: ['ada@example.com'],
      phone_number: ['+15555550100'],
      web3_wallet: [`0x${'a'.repeat(40)}`],
      username: 'ada',
      external_id: 'x',
      password: 'correct horse',
      external_accounts: [{ provider: 'oauth_google', provider_user_id: '42' }],
    }
    const before = emulator.snapshot().data
    emulator.seed({ users: [params] })
    const { session } = await emulator.signIn('user_ada')
    expect(emulator.snapshot().data.identifiers).not.toEqual(before.identifiers)
    await deleteUser(ctx, 'user_ada')
    await refused(getSession(ctx, session.id), 404, 'resource_not_found')
    const after = emulator.snapshot().data
    for (const name of ['identifiers', 'identifications', 'passwords', 'sessions', 'secrets']) {
      expect({ [name]: after[name] }).toEqual({ [name]: before[name] })
    }
    emulator.seed({ users: [params] })
  },

  'an image is set and removed': async ({ ctx, emulator, refused }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    const file = new Blob(['image'], { type: 'image/png' })
    expect(await updateUserProfileImage(ctx, 'user_ada', { file })).toMatchObject({
      has_image: true,
    })
    expect(await deleteUserProfileImage(ctx, 'user_ada')).toMatchObject({ has_image: false })
    await refused(deleteUserProfileImage(ctx, 'user_ada'), 404, 'image_not_found')
    await refused(updateUserProfileImage(ctx, 'user_no', { file }), 404, 'resource_not_found')
    const text = new Blob(['text'], { type: 'text/html' })
    const page = updateUserProfileImage(ctx, 'user_ada', { file: text })
    await refused(page, 415, 'unsupported_content_type')
    const large = new Blob([new Uint8Array(11 * 1024 * 1024)], { type: 'image/png' })
    const tooLarge = updateUserProfileImage(ctx, 'user_ada', { file: large })
    await refused(tooLarge, 413, 'image_too_large')
  },

  'an image is served at its URL while it is stored, and an earlier image can be restored': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [{ id: 'user_ada', username: 'ada' }] })
    const before = await getUser(ctx, 'user_ada')
    // Every byte value, and more bytes than fit into the arguments of one call.
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256)
    const upload = async (content: Uint8Array<ArrayBuffer>, type: string) => {
      const file = new Blob([content], { type })
      const { image_url } = await updateUserProfileImage(ctx, 'user_ada', { file })
      return image_url ?? ''
    }
    const first = await upload(bytes, 'image/png')
    expect(first).toMatch(/^https:\/\/img\.clerk\.com\//)
    const second = await upload(new Uint8Array([1]), 'image/webp')
    emulator.restore(emulator.snapshot())
    const served = await emulator.fetch(first)
    expect(served.headers.get('content-type')).toBe('image/png')
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes)
    expect((await emulator.fetch(second)).headers.get('content-type')).toBe('image/webp')

    const set = (profile_image_id: string | null, id = 'user_ada') =>
      updateUser(ctx, id, { profile_image_id })
    const firstId = first.split('/').at(-1) ?? ''
    expect(await set(firstId)).toMatchObject({ image_url: first, has_image: true })
    expect(await set(null)).toMatchObject({ image_url: before.image_url, has_image: false })
    await refused(set('img_none'), 404, 'image_not_found')
    const bob = await createUser(ctx, { username: 'bobby' })
    await refused(set(firstId, bob.id), 404, 'image_not_found')

    for (let i = 0; i < 10; i++) await upload(new Uint8Array([i]), 'image/gif')
    expect((await emulator.fetch(first)).status).toBe(404)
    const last = (await getUser(ctx, 'user_ada')).image_url ?? ''
    expect((await emulator.fetch(last)).status).toBe(200)
    await deleteUserProfileImage(ctx, 'user_ada')
    expect((await getUser(ctx, 'user_ada')).image_url).toBe(before.image_url)
    await deleteUser(ctx, 'user_ada')
    expect((await emulator.fetch(last)).status).toBe(404)
  },

  'users are found by their identifiers, names and ids': async ({ ctx, emulator, refused }) => {
    const wallet = `0x${'a'.repeat(40)}`
    emulator.seed({
      users: [
        { id: 'user_1', email_address: ['one@example.com'], first_name: 'Ada' },
        { id: 'user_2', phone_number: ['+15555550100'], external_id: 'E2' },
        { id: 'user_3', username: 'three', web3_wallet: [wallet], banned: true },
        {
          id: 'user_4',
          external_accounts: [{ provider: 'oauth_google', provider_user_id: '42' }],
        },
      ],
    })
    for (const [params, ids] of [
      [{ email_address: ['ONE@example.com', 'none@example.com'] }, ['user_1']],
      [{ phone_number: ['+15555550100'] }, ['user_2']],
      [{ external_id: ['E2'] }, ['user_2']],
      [{ external_id: ['-E2'] }, ['user_4', 'user_3', 'user_1']],
      [{ username: ['three'] }, ['user_3']],
      [{ web3_wallet: [wallet] }, ['user_3']],
      [{ user_id: ['user_1', '+user_2', 'user_no'] }, ['user_2', 'user_1']],
      [{ user_id: ['-user_1'] }, ['user_4', 'user_3', 'user_2']],
      [{ user_id: ['user_1', 'user_2'], order_by: 'created_at' }, ['user_1', 'user_2']],
      [{ user_id: ['user_1', 'user_2'], username: ['three'] }, []],
      [{ provider: 'oauth_google', provider_user_id: ['42'] }, ['user_4']],
      [{ query: 'ada' }, ['user_1']],
      [{ name_query: 'AD' }, ['user_1']],
      [{ email_address_query: 'one@' }, ['user_1']],
      [{ phone_number_query: '0100' }, ['user_2']],
      [{ username_query: 'hre' }, ['user_3']],
      [{ banned: true }, ['user_3']],
      [{ created_at_after: 0, limit: 1 }, ['user_4']],
    ] as const) {
      const found = await listUsers(ctx, params as object)
      expect(found.map((user) => user.id)).toEqual(ids)
      if (!('limit' in params) && !('order_by' in params)) {
        expect(await countUsers(ctx, params as object)).toMatchObject({ total_count: ids.length })
      }
    }
    const many = Array.from({ length: 101 }, (_, i) => `user_${i}`)
    await refused(listUsers(ctx, { user_id: many }), 422, 'form_param_value_invalid')
    await refused(countUsers(ctx, { user_id: many }), 422, 'form_param_value_invalid')
    await refused(listUsers(ctx, { provider_user_id: ['42'] }), 422, 'form_param_missing')
  },

  'a cursor continues after a page, also among users with the same time': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: Array.from({ length: 5 }, (_, i) => ({ username: `user-${i}` })) })
    const names: (string | null)[] = []
    let page = await listUsers(ctx, { limit: 2 })
    while (page.length) {
      names.push(...page.map((user) => user.username))
      page = await listUsers(ctx, { limit: 2, starting_after: page.at(-1)?.id })
    }
    expect(names).toEqual(['user-4', 'user-3', 'user-2', 'user-1', 'user-0'])
    const starting_after = (await listUsers(ctx))[0]?.id
    const username = ['user-4', 'user-1', 'user-3']
    const rest = await listUsers(ctx, { username, starting_after })
    expect(rest.map((user) => user.username)).toEqual(['user-3', 'user-1'])
    for (const params of [
      { starting_after, offset: 1 },
      { starting_after, order_by: 'username' },
      { starting_after: 'user_no' },
    ]) {
      await refused(listUsers(ctx, params), 422, 'form_param_value_invalid')
    }
  },

  'users are listed in the requested order': async ({ ctx, emulator }) => {
    emulator.seed({
      users: [
        { id: 'user_b', username: 'b', first_name: 'X', email_address: ['b@example.com'] },
        { id: 'user_c', username: 'c', last_name: 'Z', phone_number: ['+15555550100'] },
        { id: 'user_a', username: 'a', first_name: 'Y', last_name: 'Y' },
      ],
    })
    emulator.clock.advance('1s')
    await createSession(ctx, { user_id: 'user_c' })
    for (const [order_by, ids] of [
      ['username', ['user_a', 'user_b', 'user_c']],
      ['-username', ['user_c', 'user_b', 'user_a']],
      ['+first_name', ['user_b', 'user_a', 'user_c']],
      ['last_name', ['user_a', 'user_c', 'user_b']],
      ['created_at', ['user_b', 'user_c', 'user_a']],
    ] as const) {
      expect((await listUsers(ctx, { order_by })).map((user) => user.id)).toEqual(ids)
    }
    for (const order_by of ['email_address', 'phone_number', 'last_sign_in_at', 'last_active_at']) {
      const [first] = await listUsers(ctx, { order_by })
      expect(first?.id).toBe(order_by === 'email_address' ? 'user_b' : 'user_c')
    }
  },
}
