import { ClerkResponseError, getUser } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { user } from '#fixtures/user.ts'

interceptRequests()

describe('getUser', () => {
  test('default', async () => {
    api()
      .get('/v1/users/user_1')
      .reply(200, user({ first_name: 'Ada' }))

    await expect(getUser(ctx, 'user_1')).resolves.toMatchObject({ first_name: 'Ada' })
  })

  test('behavior: null in place of a number does not fail the call', async () => {
    api()
      .get('/v1/users/user_1')
      .reply(200, { ...user(), created_at: null })

    const lenient = { ...ctx, onDrift: undefined }

    await expect(getUser(lenient, 'user_1')).resolves.toMatchObject({ created_at: null })
  })

  test('behavior: a field that is not in the schema is kept', async () => {
    api()
      .get('/v1/users/user_1')
      .reply(200, { ...user(), favourite_colour: 'mauve' })

    await expect(getUser(ctx, 'user_1')).resolves.toHaveProperty('favourite_colour', 'mauve')
  })

  test('error: a value of the wrong kind names its path', async () => {
    api()
      .get('/v1/users/user_1')
      .reply(200, {
        ...user(),
        email_addresses: [{ ...user().email_addresses[0], verification: 7 }],
      })

    const error = await getUser({ ...ctx, onDrift: undefined }, 'user_1').catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([
      { path: 'email_addresses[0].verification', expected: 'object', received: 'number' },
    ])
  })
})
