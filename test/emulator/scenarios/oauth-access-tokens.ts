import { createUser, deleteUser, verifyOAuthAccessToken } from 'clerklet'
import { decodeToken } from 'clerklet/verify'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'a verified token has its resource servers, and its times in seconds': async ({
    ctx,
    emulator,
  }) => {
    const { id: userId } = await createUser(ctx, { username: 'adaking' })
    const seconds = Math.floor(emulator.clock.now() / 1000)
    for (const format of ['opaque', 'jwt'] as const) {
      const { token, details } = await emulator.oauthToken({
        userId,
        format,
        audience: 'https://api.example.com',
        expiresIn: 60,
      })
      const verified = await verifyOAuthAccessToken(ctx, { access_token: token })
      expect(verified).toEqual(details)
      expect(verified).toMatchObject({
        aud: ['https://api.example.com'],
        expiration: seconds + 60,
        created_at: seconds,
        updated_at: seconds,
      })
    }
  },

  'an expired opaque token is verified with 200 and expired: true': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { id: userId } = await createUser(ctx, { username: 'adaking' })
    const { token, details } = await emulator.oauthToken({
      userId,
      scopes: ['email'],
      expiresIn: 60,
    })
    expect(token).toMatch(/^oat_/)
    expect(details).toMatchObject({ subject: userId, scopes: ['email'] })
    expect(await verifyOAuthAccessToken(ctx, { access_token: token })).toEqual(details)
    expect(await verifyOAuthAccessToken(ctx, { secret: token })).toEqual(details)
    emulator.clock.advance('60s')
    expect(await verifyOAuthAccessToken(ctx, { access_token: token })).toMatchObject({
      expired: true,
    })
    await deleteUser(ctx, userId)
    await refused(verifyOAuthAccessToken(ctx, { access_token: token }), 404, 'resource_not_found')
    await refused(verifyOAuthAccessToken(ctx, {}), 400, 'bad_request')
  },

  'a JWT that has expired is not active': async ({ ctx, emulator, refused }) => {
    const { id: userId } = await createUser(ctx, { username: 'adaking' })
    const { token, details } = await emulator.oauthToken({ userId, format: 'jwt', expiresIn: 60 })
    const { header, payload } = decodeToken(token)
    expect(header).toMatchObject({ typ: 'at+jwt' })
    expect(payload).toMatchObject({
      sub: userId,
      client_id: details.client_id,
      scope: 'profile email',
    })
    expect(await verifyOAuthAccessToken(ctx, { access_token: token })).toEqual(details)
    emulator.clock.advance('60s')
    expect(await verifyOAuthAccessToken(ctx, { access_token: token })).toEqual({ active: false })
    const session = await emulator.signIn(userId)
    await refused(
      verifyOAuthAccessToken(ctx, { access_token: session.token }),
      404,
      'resource_not_found',
    )
  },
}
