import {
  type Context,
  createM2mToken,
  createMachine,
  getUser,
  listM2mTokens,
  type MachineWithSecretKey,
  revokeM2mToken,
  updateMachine,
  verifyM2mToken,
} from 'clerklet'
import { decodeToken } from 'clerklet/verify'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

/** Creates three machines, of which only the receiver may verify tokens of the sender. Each machine has a `ctx` with its key. */
async function machines(ctx: Context) {
  const create = async (name: string, ...to: MachineWithSecretKey[]) => {
    const machine = await createMachine(ctx, { name, scoped_machines: to.map(({ id }) => id) })
    return { ...machine, ctx: { ...ctx, machineSecretKey: machine.secret_key } }
  }
  const receiver = await create('receiver')
  return { receiver, sender: await create('sender', receiver), stranger: await create('stranger') }
}

export const scenarios: Scenarios = {
  'a token is created by the sending machine, verified by the receiving one, listed and revoked':
    async ({ ctx, emulator, refused }) => {
      const { sender, receiver, stranger } = await machines(ctx)
      const { token, ...created } = await createM2mToken(sender.ctx, { claims: { job: 7 } })
      expect(created).toMatchObject({
        subject: sender.id,
        scopes: [receiver.id],
        claims: { job: 7 },
        revoked: false,
        expired: false,
        expiration: emulator.clock.now() + 3_600_000,
      })
      expect(token).toMatch(/^mt_/)
      emulator.clock.advance('1s')
      const verified = await verifyM2mToken(receiver.ctx, { token })
      expect(verified).toEqual({ ...created, last_used_at: emulator.clock.now() })
      expect(await verifyM2mToken(ctx, { token })).toEqual(verified)
      await refused(verifyM2mToken(stranger.ctx, { token }), 404, 'resource_not_found')
      await refused(verifyM2mToken(sender.ctx, { token }), 404, 'resource_not_found')
      expect(await listM2mTokens(sender.ctx, { subject: sender.id })).toEqual({
        m2m_tokens: [verified],
        total_count: 1,
      })

      await refused(revokeM2mToken(stranger.ctx, created.id), 404, 'resource_not_found')
      const revoked = await revokeM2mToken(sender.ctx, created.id, { revocation_reason: 'Leaked' })
      expect(revoked).toMatchObject({ revoked: true, revocation_reason: 'Leaked' })
      expect(await verifyM2mToken(receiver.ctx, { token })).toMatchObject({ revoked: true })
      const listed = (params: object) => listM2mTokens(ctx, { subject: sender.id, ...params })
      expect((await listed({})).total_count).toBe(0)
      expect((await listed({ revoked: true })).m2m_tokens).toMatchObject([{ id: created.id }])
    },

  'a token expires by the clock, after the requested time or the default of the machine': async ({
    ctx,
    emulator,
  }) => {
    const { sender } = await machines(ctx)
    await updateMachine(ctx, sender.id, { default_token_ttl: 120 })
    const short = await createM2mToken(sender.ctx, { seconds_until_expiration: 60 })
    const long = await createM2mToken(sender.ctx, { seconds_until_expiration: null })
    const listed = async (params: object = {}) =>
      (await listM2mTokens(ctx, { subject: sender.id, ...params })).m2m_tokens.map(({ id }) => id)
    emulator.clock.advance('59s')
    expect(await verifyM2mToken(ctx, { token: short.token })).toMatchObject({ expired: false })
    emulator.clock.advance('1s')
    expect(await verifyM2mToken(ctx, { token: short.token })).toMatchObject({ expired: true })
    expect(await verifyM2mToken(ctx, { token: long.token })).toMatchObject({ expired: false })
    expect(await listed()).toEqual([long.id])
    expect(await listed({ expired: true })).toEqual([long.id, short.id])
    emulator.clock.advance('60s')
    expect(await listed()).toEqual([])
  },

  'a JWT contains the sender and the receiver, and is not stored': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { sender, receiver, stranger } = await machines(ctx)
    const { token, ...created } = await createM2mToken(sender.ctx, {
      token_format: 'jwt',
      seconds_until_expiration: 60,
      claims: { job: 7 },
    })
    const { header, payload } = decodeToken(token)
    expect(header).toMatchObject({ typ: 'JWT', cat: 'cl_B7d4PD333AAA', alg: 'RS256' })
    const now = Math.floor(emulator.clock.now() / 1000)
    expect(payload).toMatchObject({
      job: 7,
      sub: sender.id,
      aud: [receiver.id],
      scopes: receiver.id,
      jti: created.id,
      iat: now,
      exp: now + 60,
    })
    expect(await verifyM2mToken(receiver.ctx, { token })).toEqual(created)
    await refused(verifyM2mToken(stranger.ctx, { token }), 404, 'resource_not_found')
    expect((await listM2mTokens(ctx, { subject: sender.id })).total_count).toBe(0)
    await refused(revokeM2mToken(ctx, created.id), 404, 'resource_not_found')
    emulator.clock.advance('60s')
    expect(await verifyM2mToken(ctx, { token })).toMatchObject({ expired: true })
    const forged = `${token.slice(0, -8)}AAAAAAAA`
    await refused(verifyM2mToken(ctx, { token: forged }), 404, 'resource_not_found')
  },

  'an opaque token with the same claims is reused while enough time is left': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { sender } = await machines(ctx)
    const create = (params: object = {}) =>
      createM2mToken(sender.ctx, {
        min_remaining_ttl_seconds: 600,
        claims: { a: 1, b: 2 },
        ...params,
      })
    const first = await create()
    emulator.clock.advance('50m')
    expect(await create({ claims: { b: 2, a: 1 } })).toEqual(first)
    expect((await create({ claims: { a: 1 } })).id).not.toBe(first.id)
    expect((await create({ token_format: 'jwt' })).id).not.toBe(first.id)
    emulator.clock.advance('1s')
    const second = await create()
    expect(second.id).not.toBe(first.id)
    await revokeM2mToken(ctx, second.id)
    expect((await create()).id).not.toBe(second.id)
    await refused(create({ min_remaining_ttl_seconds: 3600 }), 400, 'bad_request')
  },

  'each operation accepts only its kind of key': async ({ ctx, refused }) => {
    const { sender, receiver } = await machines(ctx)
    const { secretKey = '' } = ctx
    await refused(createM2mToken({ ...ctx, machineSecretKey: secretKey }), 401, 'clerk_key_invalid')
    await refused(
      getUser({ ...ctx, secretKey: sender.secret_key }, 'user_1'),
      401,
      'clerk_key_invalid',
    )
    await refused(listM2mTokens(receiver.ctx, { subject: sender.id }), 403, 'authorization_invalid')
    await refused(
      verifyM2mToken({ ...ctx, machineSecretKey: 'ak_none' }, { token: 'mt_none' }),
      401,
      'clerk_key_invalid',
    )
  },

  'malformed parameters are refused with 400, and unknown ids with 404': async ({
    ctx,
    refused,
  }) => {
    const { sender } = await machines(ctx)
    const create = (params: object) => createM2mToken(sender.ctx, params)
    await refused(create({ token_format: 'jws' }), 400, 'bad_request')
    await refused(create({ seconds_until_expiration: 0 }), 400, 'bad_request')
    await refused(create({ scopes: [] }), 400, 'bad_request')
    await refused(create({ claims: { sub: 'mch_x' } }), 400, 'machine_token_reserved_claim')
    await refused(listM2mTokens(ctx, { subject: 'mch_short' }), 400, 'bad_request')
    const unknown = `mch_${'0'.repeat(27)}`
    await refused(listM2mTokens(ctx, { subject: unknown }), 404, 'resource_not_found')
    await refused(revokeM2mToken(ctx, 'mt_short'), 400, 'bad_request')
    await refused(revokeM2mToken(ctx, `mt_${'0'.repeat(32)}`), 404, 'resource_not_found')
    await refused(verifyM2mToken(ctx, { token: 'mt_none' }), 404, 'resource_not_found')
    await refused(verifyM2mToken(ctx, { token: '' }), 400, 'bad_request')
  },
}
