import { ClerkConfigError, ClerkResponseError, listRedirectUrls } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { redirectUrl } from '#fixtures/redirectUrl.ts'

interceptRequests()

describe('listRedirectUrls', () => {
  test('default', async () => {
    api()
      .get('/v1/redirect_urls')
      .query({ paginated: 'true' })
      .reply(200, { data: [redirectUrl()], total_count: 12 })

    await expect(listRedirectUrls(ctx)).resolves.toEqual({ data: [redirectUrl()], total_count: 12 })
  })

  test('args: params', async () => {
    api()
      .get('/v1/redirect_urls')
      .query({ limit: '500', offset: '20', paginated: 'true' })
      .reply(200, { data: [], total_count: 12 })

    const page = await listRedirectUrls(ctx, { limit: Infinity, offset: 20 })

    expect(page.data).toEqual([])
  })

  test('behavior: callers cannot turn the envelope off', async () => {
    api()
      .get('/v1/redirect_urls')
      .query({ limit: '10', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })

    const params = { limit: 10, paginated: false }

    await expect(listRedirectUrls(ctx, params)).resolves.toEqual({ data: [], total_count: 0 })
  })

  test('error: a bare array is not a page', async () => {
    api().get('/v1/redirect_urls').query({ paginated: 'true' }).reply(200, [redirectUrl()])

    const error = await listRedirectUrls({ ...ctx, onDrift: undefined }).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'object', received: 'array' }])
  })

  test('error: a limit beyond the largest page is refused before any request', async () => {
    await expect(listRedirectUrls(ctx, { limit: 501 })).rejects.toThrow(ClerkConfigError)
  })
})
