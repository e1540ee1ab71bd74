import { listUsers } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { user } from '#fixtures/user.ts'

interceptRequests()

describe('listUsers', () => {
  test('default', async () => {
    api()
      .get('/v1/users')
      .reply(200, [user(), user({ id: 'user_2' })])

    await expect(listUsers(ctx)).resolves.toEqual([user(), user({ id: 'user_2' })])
  })

  test('args: arrays repeat their key, signs arrive', async () => {
    api()
      .get('/v1/users?user_id=user_1&user_id=-user_2&organization_id=-org_1&order_by=%2Bcreated_at')
      .reply(200, [])

    const params = {
      user_id: ['user_1', '-user_2'],
      organization_id: ['-org_1'],
      order_by: '+created_at',
    }

    await expect(listUsers(ctx, params)).resolves.toEqual([])
  })

  test('args: a cursor and a limit', async () => {
    api().get('/v1/users?limit=500&starting_after=user_9').reply(200, [])

    await expect(listUsers(ctx, { limit: Infinity, starting_after: 'user_9' })).resolves.toEqual([])
  })

  test('args: false and 0 are sent', async () => {
    api()
      .get('/v1/users?banned=false&last_active_at_after=0&offset=0&created_at_before=1700000000000')
      .reply(200, [])

    const params = {
      banned: false,
      last_active_at_after: 0,
      offset: 0,
      created_at_before: new Date(1_700_000_000_000),
      query: undefined,
    }

    await expect(listUsers(ctx, params)).resolves.toEqual([])
  })

  test('error: an envelope in place of the array', async () => {
    api().get('/v1/users').reply(200, { data: [], total_count: 0 })

    await expect(listUsers(ctx)).rejects.toMatchObject({
      name: 'ClerkResponseError',
      issues: [{ path: '', expected: 'array', received: 'object' }],
    })
  })
})
