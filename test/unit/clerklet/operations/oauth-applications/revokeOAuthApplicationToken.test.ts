import { inspect } from 'node:util'
import { revokeOAuthApplicationToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('revokeOAuthApplicationToken', () => {
  test('default', async () => {
    api().post('/v1/oauth_applications/oa_1/revoke_token', { token: 'refresh_1' }).reply(204)

    await expect(
      revokeOAuthApplicationToken(ctx, 'oa_1', { token: 'refresh_1' }),
    ).resolves.toBeUndefined()
  })

  test('error: the token is not in the error', async () => {
    const entry = {
      code: 'resource_not_found',
      message: 'not found',
      long_message: 'No such token.',
    }
    api()
      .post('/v1/oauth_applications/oa_1/revoke_token')
      .reply(404, { errors: [entry] })

    const error = await revokeOAuthApplicationToken(ctx, 'oa_1', { token: 'refresh_1' }).catch(
      (e) => e,
    )

    expect(error).toMatchObject({ status: 404, code: 'resource_not_found' })
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('refresh_1')
  })
})
