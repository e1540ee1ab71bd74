import { ClerkConfigError, createM2mToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { m2mToken } from '#fixtures/m2mToken.ts'

interceptRequests()

const machine = { ...ctx, machineSecretKey: 'ak_machine' }
const byMachine = { authorization: 'Bearer ak_machine' }

describe('createM2mToken', () => {
  test('default', async () => {
    api(byMachine)
      .post('/v1/m2m_tokens', (body) => JSON.stringify(body) === '{}')
      .reply(201, { ...m2mToken(), token: 'mt_opaque' })

    const { token } = await createM2mToken(machine)

    expect(token).toBe('mt_opaque')
  })

  test('args: params', async () => {
    const params = {
      token_format: 'jwt',
      seconds_until_expiration: null,
      claims: { traceId: 'a', 'kebab-case': { innerKey: null } },
    }
    api(byMachine)
      .post('/v1/m2m_tokens', params)
      .reply(201, { ...m2mToken({ claims: params.claims }), token: 'header.payload.signature' })

    const { claims } = await createM2mToken(machine, params)

    expect(claims).toEqual(params.claims)
  })

  test('error: the secret key of the instance is not sent in place of the machine’s', async () => {
    const created = createM2mToken(ctx)

    await expect(created).rejects.toThrow(ClerkConfigError)
    await expect(created).rejects.toThrow('ctx.machineSecretKey is missing')
  })
})
