import { revokeM2mToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { m2mToken } from '#fixtures/m2mToken.ts'

interceptRequests()

const machine = { ...ctx, machineSecretKey: 'ak_machine' }
const byMachine = { authorization: 'Bearer ak_machine' }

describe('revokeM2mToken', () => {
  test('default', async () => {
    const revoked = m2mToken({ revoked: true })
    api()
      .post('/v1/m2m_tokens/mt_1/revoke', (body) => JSON.stringify(body) === '{}')
      .reply(200, revoked)

    await expect(revokeM2mToken(ctx, 'mt_1')).resolves.toEqual(revoked)
  })

  test('args: revocation_reason', async () => {
    api()
      .post('/v1/m2m_tokens/mt_1/revoke', { revocation_reason: 'Leaked' })
      .reply(200, m2mToken({ revoked: true, revocation_reason: 'Leaked' }))

    const { revocation_reason } = await revokeM2mToken(ctx, 'mt_1', { revocation_reason: 'Leaked' })

    expect(revocation_reason).toBe('Leaked')
  })

  test('behavior: the key of a machine is preferred', async () => {
    api(byMachine)
      .post('/v1/m2m_tokens/mt_1/revoke')
      .reply(200, m2mToken({ revoked: true }))

    await revokeM2mToken(machine, 'mt_1')
  })
})
