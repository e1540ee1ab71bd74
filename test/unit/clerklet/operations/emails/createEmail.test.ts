import { createEmail } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

const params = {
  to: { address: 'ada@example.com' },
  from: { address: 'team@example.com' },
  subject: 'Welcome',
  text: 'Hello Ada',
}
const email = {
  object: 'email',
  id: 'ema_1',
  from_email_name: 'team',
  email_address_id: null,
  delivered_by_clerk: true,
}

describe('createEmail', () => {
  test('default', async () => {
    api().post('/v1/email', params).reply(200, email)

    await expect(createEmail(ctx, params)).resolves.toEqual(email)
  })

  test('args: an idempotency key is sent as a header, and allows retries', async () => {
    api({ 'idempotency-key': 'welcome-1' }).post('/v1/email', params).reply(503)
    api({ 'idempotency-key': 'welcome-1' }).post('/v1/email', params).reply(200, email)

    await expect(createEmail(ctx, params, { idempotencyKey: 'welcome-1' })).resolves.toEqual(email)
  })

  test('error: without the key, the call is not retried when the gateway fails', async () => {
    api().post('/v1/email', params).reply(503)

    await expect(createEmail(ctx, params)).rejects.toMatchObject({ status: 503 })
  })
})
