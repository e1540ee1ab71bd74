import { adjustUserBillingCreditBalance } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { money } from '#fixtures/billing.ts'

interceptRequests()

describe('adjustUserBillingCreditBalance', () => {
  const route = '/v1/users/user_1/billing/credits'
  const params = { amount: 1_000, action: 'increase', idempotency_key: 'goodwill-1' }
  const entry = {
    object: 'commerce_credit_ledger',
    id: 'ccl_1',
    payer_id: 'payer_1',
    amount: money(1_000),
    source_type: 'api',
    source_id: 'goodwill-1',
    created_at: '2026-05-12T12:00:00Z',
  }

  test('default', async () => {
    api().post(route, params).reply(200, entry)

    await expect(adjustUserBillingCreditBalance(ctx, 'user_1', params)).resolves.toEqual(entry)
  })

  test('behavior: it is not retried when the gateway fails', async () => {
    api().post(route).reply(503)

    await expect(adjustUserBillingCreditBalance(ctx, 'user_1', params)).rejects.toMatchObject({
      status: 503,
    })
  })
})
