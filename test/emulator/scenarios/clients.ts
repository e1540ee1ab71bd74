import {
  createSession,
  createSessionToken,
  getClient,
  getHandshakePayload,
  getJwks,
  listClients,
  revokeSession,
  verifyClient,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const ADA = { id: 'user_ada', username: 'ada' }

export const scenarios: Scenarios = {
  'a client is found by its id, in the list, and by a token of its session': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ users: [ADA] })
    const session = await createSession(ctx, { user_id: ADA.id })
    const client = await getClient(ctx, session.client_id)
    expect(client).toMatchObject({
      session_ids: [session.id],
      last_active_session_id: session.id,
    })
    emulator.clock.advance('1s')
    const { client_id } = await createSession(ctx, { user_id: ADA.id })
    const { data, total_count } = await listClients(ctx)
    expect(data.map((one) => one.id)).toEqual([client_id, client.id])
    expect(total_count).toBe(2)
    const { jwt: token } = await createSessionToken(ctx, session.id)
    expect(await verifyClient(ctx, { token })).toEqual(client)
    await revokeSession(ctx, session.id)
    expect(await getClient(ctx, client.id)).toMatchObject({
      last_active_session_id: null,
      sessions: [{ status: 'revoked' }],
    })
    await refused(verifyClient(ctx, { token }), 404, 'resource_not_found')
    await refused(verifyClient(ctx, { token: 'x' }), 400, 'invalid_session_token')
    await refused(getClient(ctx, 'client_no'), 404, 'resource_not_found')
  },

  'a nonce of a handshake is valid once': async ({ ctx, emulator, refused }) => {
    const url = new URL('http://localhost/v1/client/handshake?format=nonce')
    url.searchParams.set('redirect_url', 'https://app.example.com/')
    const answer = await emulator.fetch(url)
    const target = new URL(answer.headers.get('location') ?? '')
    const nonce = target.searchParams.get('__clerk_handshake_nonce') ?? ''
    const { directives } = await getHandshakePayload(ctx, { nonce })
    expect(directives.join('\n')).toContain('__client_uat=0')
    await refused(getHandshakePayload(ctx, { nonce }), 400, 'bad_request')
    await refused(getHandshakePayload(ctx, { nonce: '' }), 400, 'missing_query_parameter')
  },

  'the JWKS and the clients require the secret key': async ({ ctx, emulator, refused }) => {
    expect((await getJwks(ctx)).keys).toMatchObject([{ kid: emulator.instance.id, alg: 'RS256' }])
    const stranger = { ...ctx, secretKey: 'sk_test_stranger' }
    await refused(getJwks(stranger), 401, 'clerk_key_invalid')
    await refused(listClients(stranger), 401, 'clerk_key_invalid')
  },
}
