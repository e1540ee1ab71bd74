import { rotateMachineSecretKey } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('rotateMachineSecretKey', () => {
  test('default', async () => {
    const answer = { object: 'machine_secret_key', secret: 'ak_new' }
    api()
      .post('/v1/machines/mch_1/secret_key/rotate', { previous_token_ttl: 3600 })
      .reply(200, answer)

    await expect(
      rotateMachineSecretKey(ctx, 'mch_1', { previous_token_ttl: 3600 }),
    ).resolves.toEqual(answer)
  })

  test('args: previous_token_ttl of 0 is sent', async () => {
    api()
      .post('/v1/machines/mch_1/secret_key/rotate', { previous_token_ttl: 0 })
      .reply(200, { object: 'machine_secret_key', secret: 'ak_new' })

    const { secret } = await rotateMachineSecretKey(ctx, 'mch_1', { previous_token_ttl: 0 })

    expect(secret).toBe('ak_new')
  })

  test('behavior: it uses the secret key, even when the context has a machine key', async () => {
    api()
      .post('/v1/machines/mch_1/secret_key/rotate')
      .reply(200, { object: 'machine_secret_key', secret: 'ak_new' })

    await rotateMachineSecretKey({ ...ctx, machineSecretKey: 'ak_old' }, 'mch_1', {
      previous_token_ttl: 0,
    })
  })
})
