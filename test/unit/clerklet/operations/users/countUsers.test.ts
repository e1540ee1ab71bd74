import { countUsers } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('countUsers', () => {
  test('default', async () => {
    api().get('/v1/users/count').reply(200, { object: 'total_count', total_count: 0 })

    await expect(countUsers(ctx)).resolves.toEqual({ object: 'total_count', total_count: 0 })
  })

  test('args: the filters of listUsers', async () => {
    api()
      .get(
        '/v1/users/count?email_address=a%40example.com&email_address=b%2Bc%40example.com&banned=true',
      )
      .reply(200, { object: 'total_count', total_count: 2 })

    const params = { email_address: ['a@example.com', 'b+c@example.com'], banned: true }

    await expect(countUsers(ctx, params)).resolves.toMatchObject({ total_count: 2 })
  })
})
