import { bulkCreateWaitlistEntries, ClerkResponseError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { waitlistEntry } from '#fixtures/waitlistEntry.ts'

interceptRequests()

describe('bulkCreateWaitlistEntries', () => {
  test('default', async () => {
    const items = [
      { email_address: 'ada@example.com' },
      { email_address: 'alan@example.com', notify: false },
    ]
    const created = [waitlistEntry(), waitlistEntry({ email_address: 'alan@example.com' })]
    api().post('/v1/waitlist_entries/bulk', items).reply(200, created)

    await expect(bulkCreateWaitlistEntries(ctx, items)).resolves.toEqual(created)
  })

  test('error: a page is not a bare array', async () => {
    api()
      .post('/v1/waitlist_entries/bulk')
      .reply(200, { data: [waitlistEntry()], total_count: 1 })

    const error = await bulkCreateWaitlistEntries({ ...ctx, onDrift: undefined }, [
      { email_address: 'ada@example.com' },
    ]).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'array', received: 'object' }])
  })

  test('error: an item of the wrong kind names its place', async () => {
    api()
      .post('/v1/waitlist_entries/bulk')
      .reply(200, [waitlistEntry(), { ...waitlistEntry(), email_address: 7 }])

    const error = await bulkCreateWaitlistEntries({ ...ctx, onDrift: undefined }, [
      { email_address: 'ada@example.com' },
    ]).catch((e) => e)

    expect(error.issues).toEqual([
      { path: '[1].email_address', expected: 'string', received: 'number' },
    ])
  })
})
