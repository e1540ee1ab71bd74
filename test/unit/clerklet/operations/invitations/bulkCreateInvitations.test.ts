import { bulkCreateInvitations, ClerkResponseError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { invitation } from '#fixtures/invitation.ts'

interceptRequests()

describe('bulkCreateInvitations', () => {
  test('default', async () => {
    const items = [
      { email_address: 'ada@example.com' },
      { email_address: 'alan@example.com', notify: false },
    ]
    const created = [invitation(), invitation({ email_address: 'alan@example.com' })]
    api().post('/v1/invitations/bulk', items).reply(200, created)

    await expect(bulkCreateInvitations(ctx, items)).resolves.toEqual(created)
  })

  test('error: a page is not a bare array', async () => {
    api()
      .post('/v1/invitations/bulk')
      .reply(200, { data: [invitation()], total_count: 1 })

    const error = await bulkCreateInvitations({ ...ctx, onDrift: undefined }, [
      { email_address: 'ada@example.com' },
    ]).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'array', received: 'object' }])
  })

  test('error: an item of the wrong kind names its place', async () => {
    api()
      .post('/v1/invitations/bulk')
      .reply(200, [invitation(), { ...invitation(), email_address: 7 }])

    const error = await bulkCreateInvitations({ ...ctx, onDrift: undefined }, [
      { email_address: 'ada@example.com' },
    ]).catch((e) => e)

    expect(error.issues).toEqual([
      { path: '[1].email_address', expected: 'string', received: 'number' },
    ])
  })
})
