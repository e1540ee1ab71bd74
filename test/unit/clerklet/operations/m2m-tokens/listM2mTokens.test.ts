import { ClerkConfigError, listM2mTokens, paginate } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { m2mToken } from '#fixtures/m2mToken.ts'

interceptRequests()

const machine = { ...ctx, machineSecretKey: 'ak_machine' }
const byMachine = { authorization: 'Bearer ak_machine' }

describe('listM2mTokens', () => {
  test('default', async () => {
    const list = { m2m_tokens: [m2mToken()], total_count: 1 }
    api().get('/v1/m2m_tokens').query({ subject: 'mch_1' }).reply(200, list)

    await expect(listM2mTokens(ctx, { subject: 'mch_1' })).resolves.toEqual(list)
  })

  test('args: params', async () => {
    api()
      .get('/v1/m2m_tokens')
      .query({ subject: 'mch_1', revoked: 'false', expired: 'true', limit: '100', offset: '0' })
      .reply(200, { m2m_tokens: [], total_count: 0 })

    const params = { subject: 'mch_1', revoked: false, expired: true, limit: Infinity, offset: 0 }

    await expect(listM2mTokens(ctx, params)).resolves.toMatchObject({ m2m_tokens: [] })
  })

  test('behavior: the key of a machine is preferred', async () => {
    api(byMachine)
      .get('/v1/m2m_tokens')
      .query({ subject: 'mch_1' })
      .reply(200, { m2m_tokens: [], total_count: 0 })

    await listM2mTokens(machine, { subject: 'mch_1' })
  })

  test('behavior: paginate finds the items', async () => {
    const pages = [[m2mToken({ id: 'mt_1' }), m2mToken({ id: 'mt_2' })], [m2mToken({ id: 'mt_3' })]]
    const [first, second] = pages
    api()
      .get('/v1/m2m_tokens')
      .query({ subject: 'mch_1', limit: '2' })
      .reply(200, { m2m_tokens: first, total_count: 3 })
    api()
      .get('/v1/m2m_tokens')
      .query({ subject: 'mch_1', limit: '2', offset: '2' })
      .reply(200, { m2m_tokens: second, total_count: 3 })

    const ids: string[] = []
    for await (const token of paginate(listM2mTokens, ctx, { subject: 'mch_1' }, { pageSize: 2 })) {
      ids.push(token.id)
    }

    expect(ids).toEqual(['mt_1', 'mt_2', 'mt_3'])
  })

  test('error: a limit over 100 is refused before any request', async () => {
    await expect(listM2mTokens(ctx, { subject: 'mch_1', limit: 101 })).rejects.toThrow(
      ClerkConfigError,
    )
  })
})
