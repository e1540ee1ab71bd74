import { createUserTotp, verifyUserPassword, verifyUserTotp } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests, SECRET_KEY } from '#fixtures/api.ts'
import { findSecret, rejection } from '#fixtures/transport.ts'

interceptRequests()

describe('verifyUserPassword', () => {
  test('default', async () => {
    api()
      .post('/v1/users/user_1/verify_password', { password: 'correct horse' })
      .reply(200, { verified: true })

    await expect(verifyUserPassword(ctx, 'user_1', { password: 'correct horse' })).resolves.toEqual(
      { verified: true },
    )
  })

  test('error: a wrong password, and the error does not contain it', async () => {
    api()
      .post('/v1/users/user_1/verify_password')
      .reply(422, { errors: [{ code: 'incorrect_password', message: 'Incorrect password' }] })

    const error = await rejection(verifyUserPassword(ctx, 'user_1', { password: 'battery staple' }))

    expect(error).toMatchObject({ status: 422, code: 'incorrect_password' })
    expect(findSecret(error, 'battery staple')).toEqual([])
    expect(findSecret(error, SECRET_KEY)).toEqual([])
  })
})

describe('verifyUserTotp', () => {
  test('default', async () => {
    api()
      .post('/v1/users/user_1/verify_totp', { code: '123456' })
      .reply(200, { verified: true, code_type: 'totp' })

    await expect(verifyUserTotp(ctx, 'user_1', { code: '123456' })).resolves.toEqual({
      verified: true,
      code_type: 'totp',
    })
  })
})

describe('createUserTotp', () => {
  test('behavior: no body is sent', async () => {
    api()
      .post('/v1/users/user_1/totp', (body) => body === '')
      .reply(200, { object: 'totp', id: 'totp_1' })

    await expect(createUserTotp({ ...ctx, onDrift: undefined }, 'user_1')).resolves.toMatchObject({
      object: 'totp',
    })
  })
})
