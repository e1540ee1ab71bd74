import { updateInstance } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('updateInstance', () => {
  test('default', async () => {
    api().patch('/v1/instance', { test_mode: false, support_email: null }).reply(204)

    await expect(
      updateInstance(ctx, { test_mode: false, support_email: null }),
    ).resolves.toBeUndefined()
  })
})
