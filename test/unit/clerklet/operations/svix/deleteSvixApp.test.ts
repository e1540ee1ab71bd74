import { deleteSvixApp } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('deleteSvixApp', () => {
  test('default', async () => {
    api().delete('/v1/webhooks/svix').reply(204)

    await expect(deleteSvixApp(ctx)).resolves.toBeUndefined()
  })
})
