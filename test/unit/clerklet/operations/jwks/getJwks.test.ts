import { ClerkResponseError, getJwks } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('getJwks', () => {
  const key = { kid: 'ins_1', alg: 'RS256', use: 'sig', kty: 'RSA', n: 'AQAB', e: 'AQAB' }

  test('default', async () => {
    api()
      .get('/v1/jwks')
      .reply(200, { keys: [key] })

    await expect(getJwks(ctx)).resolves.toEqual({ keys: [key] })
  })

  test('behavior: the thumbprint keeps its name, which has a # in it', async () => {
    api()
      .get('/v1/jwks')
      .reply(200, { keys: [{ ...key, 'x5t#S256': 'print' }] })

    const { keys } = await getJwks(ctx)

    expect(keys[0]?.['x5t#S256']).toBe('print')
  })

  test('error: a bare array is not a set of keys', async () => {
    api().get('/v1/jwks').reply(200, [key])

    const error = await getJwks({ ...ctx, onDrift: undefined }).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'object', received: 'array' }])
  })
})
