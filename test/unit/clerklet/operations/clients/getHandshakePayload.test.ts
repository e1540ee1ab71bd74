import { getHandshakePayload } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('getHandshakePayload', () => {
  test('default', async () => {
    const directives = ['__session=header.payload.signature; Path=/']
    api().get('/v1/clients/handshake_payload').query({ nonce: 'a+b/c=' }).reply(200, { directives })

    await expect(getHandshakePayload(ctx, { nonce: 'a+b/c=' })).resolves.toEqual({ directives })
  })
})
