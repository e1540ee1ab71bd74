import { ClerkConfigError, listTemplates } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

const page = { data: [{ object: 'template', slug: 'invitation' }], total_count: 1 }

describe('listTemplates', () => {
  test('default', async () => {
    api().get('/v1/templates/email?paginated=true').reply(200, page)

    await expect(listTemplates({ ...ctx, onDrift: undefined }, 'email')).resolves.toEqual(page)
  })

  test('error: a limit above 500 is refused before the request', async () => {
    await expect(listTemplates(ctx, 'sms', { limit: 501 })).rejects.toBeInstanceOf(ClerkConfigError)
  })
})
