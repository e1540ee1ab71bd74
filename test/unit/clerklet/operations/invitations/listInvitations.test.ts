import { ClerkConfigError, ClerkResponseError, listInvitations } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { invitation } from '#fixtures/invitation.ts'

interceptRequests()

describe('listInvitations', () => {
  test('default', async () => {
    api()
      .get('/v1/invitations')
      .query({ paginated: 'true' })
      .reply(200, { data: [invitation()], total_count: 12 })

    await expect(listInvitations(ctx)).resolves.toEqual({ data: [invitation()], total_count: 12 })
  })

  test('args: params', async () => {
    api()
      .get('/v1/invitations')
      .query({
        status: 'pending',
        order_by: '-expires_at',
        limit: '500',
        offset: '20',
        paginated: 'true',
      })
      .reply(200, { data: [], total_count: 12 })

    const page = await listInvitations(ctx, {
      status: 'pending',
      order_by: '-expires_at',
      limit: Infinity,
      offset: 20,
    })

    expect(page.data).toEqual([])
  })

  test('behavior: callers cannot turn the envelope off', async () => {
    api()
      .get('/v1/invitations')
      .query({ limit: '10', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })

    const params = { limit: 10, paginated: false }

    await expect(listInvitations(ctx, params)).resolves.toEqual({ data: [], total_count: 0 })
  })

  test('error: a bare array is not a page', async () => {
    api().get('/v1/invitations').query({ paginated: 'true' }).reply(200, [invitation()])

    const error = await listInvitations({ ...ctx, onDrift: undefined }).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'object', received: 'array' }])
  })

  test('error: a limit beyond the largest page is refused before any request', async () => {
    await expect(listInvitations(ctx, { limit: 501 })).rejects.toThrow(ClerkConfigError)
  })
})
