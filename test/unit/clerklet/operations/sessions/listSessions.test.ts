import { ClerkConfigError, listSessions } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { session } from '#fixtures/session.ts'

interceptRequests()

describe('listSessions', () => {
  test('default', async () => {
    const page = { data: [session()], total_count: 12 }
    api().get('/v1/sessions').query({ user_id: 'user_1', paginated: 'true' }).reply(200, page)

    await expect(listSessions(ctx, { user_id: 'user_1' })).resolves.toEqual(page)
  })

  test('args: params', async () => {
    api()
      .get('/v1/sessions')
      .query({ user_id: 'user_1', limit: '500', offset: '20', paginated: 'true' })
      .reply(200, { data: [], total_count: 12 })

    const { data } = await listSessions(ctx, { user_id: 'user_1', limit: Infinity, offset: 20 })

    expect(data).toEqual([])
  })

  test('behavior: the wrapper cannot be turned off', async () => {
    api()
      .get('/v1/sessions')
      .query({ user_id: 'user_1', limit: '10', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })
    const params = { user_id: 'user_1', limit: 10, paginated: false }

    await expect(listSessions(ctx, params)).resolves.toEqual({ data: [], total_count: 0 })
  })

  test('error: a limit beyond the largest page is refused before any request', async () => {
    await expect(listSessions(ctx, { user_id: 'user_1', limit: 501 })).rejects.toThrow(
      ClerkConfigError,
    )
  })
})
