import { ClerkConfigError, listJwtTemplates } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { jwtTemplate } from '#fixtures/jwtTemplate.ts'

interceptRequests()

describe('listJwtTemplates', () => {
  test('default', async () => {
    const page = { data: [jwtTemplate()], total_count: 12 }
    api().get('/v1/jwt_templates').query({ paginated: 'true' }).reply(200, page)

    await expect(listJwtTemplates(ctx)).resolves.toEqual(page)
  })

  test('args: params', async () => {
    api()
      .get('/v1/jwt_templates')
      .query({ limit: '500', offset: '20', paginated: 'true' })
      .reply(200, { data: [], total_count: 12 })

    const { data } = await listJwtTemplates(ctx, { limit: Infinity, offset: 20 })

    expect(data).toEqual([])
  })

  test('behavior: callers cannot turn the envelope off', async () => {
    api()
      .get('/v1/jwt_templates')
      .query({ limit: '10', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })
    const params = { limit: 10, paginated: false }

    await expect(listJwtTemplates(ctx, params)).resolves.toEqual({ data: [], total_count: 0 })
  })

  test('error: a limit beyond the largest page is refused before any request', async () => {
    await expect(listJwtTemplates(ctx, { limit: 501 })).rejects.toThrow(ClerkConfigError)
  })
})
