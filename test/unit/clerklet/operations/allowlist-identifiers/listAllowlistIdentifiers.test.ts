import { ClerkConfigError, ClerkResponseError, listAllowlistIdentifiers } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { allowlistIdentifier } from '#fixtures/allowlistIdentifier.ts'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('listAllowlistIdentifiers', () => {
  test('default', async () => {
    api()
      .get('/v1/allowlist_identifiers')
      .query({ paginated: 'true' })
      .reply(200, { data: [allowlistIdentifier()], total_count: 12 })

    await expect(listAllowlistIdentifiers(ctx)).resolves.toEqual({
      data: [allowlistIdentifier()],
      total_count: 12,
    })
  })

  test('args: params', async () => {
    api()
      .get('/v1/allowlist_identifiers')
      .query({ limit: '500', offset: '20', paginated: 'true' })
      .reply(200, { data: [], total_count: 12 })

    const page = await listAllowlistIdentifiers(ctx, { limit: Infinity, offset: 20 })

    expect(page.data).toEqual([])
  })

  test('behavior: callers cannot turn the envelope off', async () => {
    api()
      .get('/v1/allowlist_identifiers')
      .query({ limit: '10', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })

    const params = { limit: 10, paginated: false }

    await expect(listAllowlistIdentifiers(ctx, params)).resolves.toEqual({
      data: [],
      total_count: 0,
    })
  })

  test('error: a bare array is not a page', async () => {
    api()
      .get('/v1/allowlist_identifiers')
      .query({ paginated: 'true' })
      .reply(200, [allowlistIdentifier()])

    const error = await listAllowlistIdentifiers({ ...ctx, onDrift: undefined }).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'object', received: 'array' }])
  })

  test('error: a limit beyond the largest page is refused before any request', async () => {
    await expect(listAllowlistIdentifiers(ctx, { limit: 501 })).rejects.toThrow(ClerkConfigError)
  })
})
