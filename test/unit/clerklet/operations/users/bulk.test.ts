import { bulkBanUsers, bulkUnbanUsers } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { user } from '#fixtures/user.ts'

interceptRequests()

const params = { user_ids: ['user_1', 'user_2'] }

describe.each([
  ['bulkBanUsers', bulkBanUsers, '/v1/users/ban', true],
  ['bulkUnbanUsers', bulkUnbanUsers, '/v1/users/unban', false],
] as const)('%s', (_, operation, route, banned) => {
  test('default', async () => {
    const answer = [user({ banned }), user({ id: 'user_2', banned })]
    api({ 'content-type': 'application/json' })
      .post(route, (body) => JSON.stringify(body) === '{"user_ids":["user_1","user_2"]}')
      .reply(200, answer)

    await expect(operation(ctx, params)).resolves.toEqual(answer)
  })

  test('behavior: it is not repeated after a 503', async () => {
    api().post(route).reply(503, '<html>', { 'content-type': 'text/html' })

    await expect(operation(ctx, params)).rejects.toMatchObject({ status: 503, errors: [] })
  })
})
