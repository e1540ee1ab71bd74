import { getUser, listSessions, mergeUserMetadata, updateUser, verifyUserPassword } from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { openPage } from '#fixtures/page.ts'

const ADA = 'user_ada'
const SEED = {
  users: [
    {
      id: ADA,
      username: 'adaking',
      email_address: ['ada@example.com'],
      phone_number: ['+14155551234'],
      password: 'analytical',
      private_metadata: { secret: true },
      unsafe_metadata: { theme: 'dark', layout: { side: 'left' } },
    },
    { id: 'user_eve', username: 'evelyn', email_address: ['eve@example.com'] },
  ],
} as const satisfies Seed

async function opened(more: Seed = {}, as = ADA) {
  const emulator = emulate({ seed: { ...SEED, ...more } })
  return { emulator, ctx: emulator.strict, page: await openPage(emulator, { as }) }
}

describe('/me', () => {
  test('default: it returns the signed-in user, without private fields', async () => {
    const { page } = await opened()
    const { response, client } = await page.call('GET', '/me')
    expect(response).toMatchObject({ id: ADA, username: 'adaking', organization_memberships: [] })
    expect(response).not.toHaveProperty('private_metadata')
    expect(client).toMatchObject({ sessions: [{ user: { id: ADA } }] })
  })

  test('behavior: names and username are changed and removed', async () => {
    const { page, ctx, emulator } = await opened()
    const form = { first_name: 'Ada', last_name: 'King', username: 'countess' }
    expect((await page.call('PATCH', '/me', form)).response).toMatchObject(form)
    await page.call('PATCH', '/me', { last_name: '' })
    const changed = { first_name: 'Ada', last_name: null, username: 'countess' }
    expect(await getUser(ctx, ADA)).toMatchObject(changed)
    expect(emulator.webhooks.at(-1)).toMatchObject({ type: 'user.updated', data: changed })
    for (const [username, code] of [
      ['evelyn', 'form_identifier_exists'],
      ['no', 'form_username_invalid_length'],
    ] as const) {
      expect(await page.call('PATCH', '/me', { username })).toMatchObject({ status: 422, code })
    }
  })

  test('behavior: the primary address must be a verified address of the user', async () => {
    const { page, emulator } = await opened()
    emulator.seed({
      users: [{ id: 'user_two', email_address: ['one@example.com', 'two@example.com'] }],
    })
    const two = await openPage(emulator, { as: 'user_two' })
    const { response } = await two.call('GET', '/me')
    const [, second] = response.email_addresses as [unknown, { id: string }]
    const form = { primary_email_address_id: second.id }
    expect((await two.call('PATCH', '/me', form)).response).toMatchObject(form)
    expect(await page.call('PATCH', '/me', form)).toMatchObject({ code: 'form_resource_not_found' })
  })

  test('behavior: required attributes cannot be removed, and disabled ones are unknown', async () => {
    const { page } = await opened({
      settings: { attributes: { first_name: 'off', username: 'required' } },
    })
    expect(await page.call('PATCH', '/me', { first_name: 'Ada' })).toMatchObject({
      status: 422,
      code: 'form_param_unknown',
    })
    expect(await page.call('PATCH', '/me', { username: '' })).toMatchObject({
      status: 422,
      code: 'form_param_missing',
    })
  })

  test('behavior: unsafe metadata is merged, or replaced as in older scripts', async () => {
    const { page, ctx } = await opened()
    const merge = { unsafe_metadata: '{"layout":{"width":2},"theme":null}' }
    const { response } = await page.call('PATCH', '/me/metadata', merge)
    expect(response).toMatchObject({ unsafe_metadata: { layout: { side: 'left', width: 2 } } })
    expect((await getUser(ctx, ADA)).unsafe_metadata).not.toHaveProperty('theme')
    await page.call('PATCH', '/me', { unsafe_metadata: '{"theme":"light"}' })
    expect(await getUser(ctx, ADA)).toMatchObject({ unsafe_metadata: { theme: 'light' } })
    for (const unsafe_metadata of ['[]', '{', '']) {
      expect(await page.call('PATCH', '/me/metadata', { unsafe_metadata })).toMatchObject({
        status: 422,
      })
    }
  })

  test('behavior: an image is set, and replaced by the default again', async () => {
    const { page, ctx, emulator } = await opened()
    const form = new FormData()
    form.append('file', new Blob(['png'], { type: 'image/png' }), 'ada.png')
    const { response, client } = await page.call('POST', '/me/profile_image', form)
    expect(response).toMatchObject({ object: 'image', name: 'ada.png' })
    expect(client).toMatchObject({ sessions: [{ user: { image_url: response.public_url } }] })
    expect((await emulator.fetch(`${response.public_url}`)).status).toBe(200)
    expect((await page.call('DELETE', '/me/profile_image')).response).toMatchObject({
      deleted: true,
    })
    expect(await getUser(ctx, ADA)).toMatchObject({ has_image: false })
    expect(await page.call('DELETE', '/me/profile_image')).toMatchObject({
      status: 404,
      code: 'image_not_found',
    })
  })

  test('behavior: addresses and numbers can be read', async () => {
    const { page } = await opened()
    for (const [path, field] of [
      ['/me/email_addresses', { email_address: 'ada@example.com' }],
      ['/me/phone_numbers', { phone_number: '+14155551234' }],
    ] as const) {
      const { response } = await page.call('GET', path)
      const [one] = response as unknown as [{ id: string }]
      expect(one).toMatchObject(field)
      expect((await page.call('GET', `${path}/${one.id}`)).response).toEqual(one)
      expect(await page.call('GET', `${path}/idn_other`)).toMatchObject({ status: 404 })
    }
  })

  test('behavior: users can delete themselves if they are allowed to', async () => {
    const { page, ctx } = await opened()
    await updateUser(ctx, ADA, { delete_self_enabled: false })
    expect(await page.call('DELETE', '/me')).toMatchObject({
      status: 403,
      code: 'authorization_invalid',
    })
    await updateUser(ctx, ADA, { delete_self_enabled: true })
    const { response, client } = await page.call('DELETE', '/me')
    expect(response).toEqual({ object: 'user', id: ADA, deleted: true })
    expect(client).toMatchObject({ sessions: [], last_active_session_id: null })
    await expect(getUser(ctx, ADA)).rejects.toMatchObject({ status: 404 })
  })

  test('error: signed out', async () => {
    const page = await openPage(emulate({ seed: SEED }))
    for (const [method, path] of [
      ['GET', '/me'],
      ['PATCH', '/me'],
      ['GET', '/me/sessions'],
      ['POST', '/me/change_password'],
    ] as const) {
      expect(await page.call(method, path)).toMatchObject({
        status: 401,
        code: 'authentication_invalid',
      })
    }
  })
})

describe('the password of the user', () => {
  test('error: a refused new password has param_name new_password', async () => {
    const emulator = emulate({
      seed: { users: [{ id: 'user_eve', username: 'eve', password: 'eavesdropper' }] },
    })
    const page = await openPage(emulator, { as: 'user_eve' })
    const form = { current_password: 'eavesdropper', new_password: 'short' }
    expect(await page.call('POST', '/me/change_password', form)).toMatchObject({
      code: 'form_password_length_too_short',
      meta: { param_name: 'new_password' },
    })
  })

  test.each(['change_password', 'remove_password'])(
    'error: a wrong password in %s counts for the lockout',
    async (action) => {
      const emulator = emulate({
        seed: {
          users: [{ id: 'user_eve', username: 'eve', password: 'eavesdropper' }],
          settings: { user_lockout: { enabled: true, max_attempts: 2 } },
        },
      })
      const page = await openPage(emulator, { as: 'user_eve' })
      const attempt = (current_password: string) =>
        page.call('POST', `/me/${action}`, { current_password, new_password: 'difference engine' })
      await attempt('wrong')
      await attempt('wrong')
      expect(await attempt('eavesdropper')).toMatchObject({ status: 403, code: 'user_locked' })
    },
  )

  test('default: it is changed, and other sessions end on request', async () => {
    const { page, ctx, emulator } = await opened()
    await emulator.signIn(ADA)
    const form = { current_password: 'analytical', new_password: 'difference engine' }
    const path = '/me/change_password'
    expect((await page.call('POST', path, form)).response).toMatchObject({ password_enabled: true })
    await verifyUserPassword(ctx, ADA, { password: 'difference engine' })
    const active = { user_id: ADA, status: 'active' } as const
    expect(await listSessions(ctx, active)).toMatchObject({ total_count: 2 })
    await page.call('POST', path, {
      current_password: 'difference engine',
      new_password: 'analytical engine',
      sign_out_of_other_sessions: 'true',
    })
    expect(await listSessions(ctx, active)).toMatchObject({ total_count: 1 })
    expect((await page.call('GET', '/me')).status).toBe(200)
  })

  test('error: a wrong, a missing and a short password', async () => {
    const { page } = await opened()
    for (const [form, code] of [
      [
        { current_password: 'wrong', new_password: 'difference engine' },
        'form_password_validation_failed',
      ],
      [{ new_password: 'difference engine' }, 'form_param_missing'],
      [{ current_password: 'analytical' }, 'form_param_missing'],
      [{ current_password: 'analytical', new_password: 'x' }, 'form_password_length_too_short'],
    ] as const) {
      expect(await page.call('POST', '/me/change_password', form)).toMatchObject({
        status: 422,
        code,
      })
    }
  })

  test('behavior: the first password needs no current one', async () => {
    const { page, ctx } = await opened({}, 'user_eve')
    await page.call('POST', '/me/change_password', { new_password: 'difference engine' })
    await verifyUserPassword(ctx, 'user_eve', { password: 'difference engine' })
  })

  test('behavior: it can be removed, unless the instance requires passwords', async () => {
    const { page, emulator } = await opened()
    const path = '/me/remove_password'
    expect(await page.call('POST', path, { current_password: 'wrong' })).toMatchObject({
      status: 422,
      code: 'form_password_validation_failed',
    })
    emulator.seed({ settings: { attributes: { password: 'required' } } })
    const form = { current_password: 'analytical' }
    expect(await page.call('POST', path, form)).toMatchObject({
      status: 403,
      code: 'authorization_invalid',
    })
    emulator.seed({ settings: { attributes: { password: 'on' } } })
    expect((await page.call('POST', path, form)).response).toMatchObject({
      password_enabled: false,
    })
    expect(await page.call('POST', path, form)).toMatchObject({
      status: 400,
      code: 'no_password_set',
    })
  })
})

describe('the sessions of the user', () => {
  test('default: all are listed, active ones with their devices, and each can be revoked', async () => {
    const { page, ctx, emulator } = await opened()
    await mergeUserMetadata(ctx, ADA, { private_metadata: { secret: true } })
    const { session } = await emulator.signIn(ADA)
    const active = await page.call('GET', '/me/sessions/active')
    expect(active.response).toMatchObject([
      { id: session.id, latest_activity: { object: 'session_activity', is_mobile: false } },
      { status: 'active' },
    ])
    const { response } = await page.call('POST', `/me/sessions/${session.id}/revoke`)
    expect(response).toMatchObject({ id: session.id, status: 'revoked' })
    expect((await page.call('GET', '/me/sessions/active')).response).toHaveLength(1)
    const all = await page.call('GET', '/me/sessions')
    expect(all.response).toMatchObject([{ status: 'revoked' }, { status: 'active' }])
    expect(JSON.stringify(all)).not.toContain('secret')
  })

  test('error: the session of another user is not found', async () => {
    const { page, emulator } = await opened()
    const { session } = await emulator.signIn('user_eve')
    expect(await page.call('POST', `/me/sessions/${session.id}/revoke`)).toMatchObject({
      status: 404,
    })
  })
})
