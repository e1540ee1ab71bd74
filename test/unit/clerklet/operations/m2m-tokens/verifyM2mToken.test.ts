import { inspect } from 'node:util'
import { ClerkConfigError, verifyM2mToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { m2mToken } from '#fixtures/m2mToken.ts'

interceptRequests()

const machine = { ...ctx, machineSecretKey: 'ak_machine' }
const byMachine = { authorization: 'Bearer ak_machine' }

describe('verifyM2mToken', () => {
  test('default', async () => {
    api().post('/v1/m2m_tokens/verify', { token: 'mt_opaque' }).reply(200, m2mToken())

    await expect(verifyM2mToken(ctx, { token: 'mt_opaque' })).resolves.toEqual(m2mToken())
  })

  test('behavior: the key of a machine is enough', async () => {
    api(byMachine).post('/v1/m2m_tokens/verify').reply(200, m2mToken())

    await verifyM2mToken({ ...machine, secretKey: undefined }, { token: 'mt_opaque' })
  })

  test('behavior: an expired token is returned, not thrown', async () => {
    api()
      .post('/v1/m2m_tokens/verify')
      .reply(200, m2mToken({ expired: true, expiration: 1_700_000_000_000 }))

    const { expired } = await verifyM2mToken(ctx, { token: 'mt_opaque' })

    expect(expired).toBe(true)
  })

  test('error: a key is required', async () => {
    const verified = verifyM2mToken({ ...ctx, secretKey: undefined }, { token: 'mt_opaque' })

    await expect(verified).rejects.toThrow(ClerkConfigError)
  })

  test('error: the token is not in the error', async () => {
    const entry = { code: 'token-invalid', message: 'no', long_message: 'No such token.' }
    api()
      .post('/v1/m2m_tokens/verify')
      .reply(404, { errors: [entry] })

    const error = await verifyM2mToken(ctx, { token: 'mt_opaque' }).catch((e) => e)

    expect(error).toMatchObject({ status: 404, code: 'token-invalid' })
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('mt_opaque')
  })
})
