import { mergeUserMetadata, replaceUserMetadata, updateUser } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, refusal } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

const listening = (...outcomes: Response[]) => {
  const { fetch, received } = answering(...outcomes)
  return { ctx: { secretKey: SECRET_KEY, fetch, sleep: async () => {} }, received }
}

const params = {
  public_metadata: { plan: null, nested: { camelCase: 1, snake_case: [0, false, ''] } },
  private_metadata: {},
  unsafe_metadata: undefined,
}
const sent =
  '{"public_metadata":{"plan":null,"nested":{"camelCase":1,"snake_case":[0,false,""]}},"private_metadata":{}}'

describe.each([
  ['mergeUserMetadata', mergeUserMetadata, 'PATCH'],
  ['replaceUserMetadata', replaceUserMetadata, 'PUT'],
] as const)('%s', (_, operation, method) => {
  test('default', async () => {
    const { ctx, received } = listening(json(200, user()))

    await operation(ctx, 'user_1', params)

    expect(received[0]).toMatchObject({ method, init: { body: sent } })
    expect(received[0]?.url.pathname).toBe('/v1/users/user_1/metadata')
  })

  test('behavior: metadata keeps its keys', async () => {
    const public_metadata = { camelCase: { snake_case: 1 }, 'kebab-case': null, Ünïcode: [] }
    const { ctx } = listening(json(200, user({ public_metadata })))

    const answer = await operation(ctx, 'user_1', { public_metadata })

    expect(answer.public_metadata).toEqual(public_metadata)
  })
})

describe('repeats', () => {
  test('behavior: a replacement is retried after a 503, a merge is not', async () => {
    const replaced = listening(refusal(503, 'service_unavailable'), json(200, user()))
    const merged = listening(refusal(503, 'service_unavailable'), json(200, user()))

    await expect(replaceUserMetadata(replaced.ctx, 'user_1', params)).resolves.toEqual(user())
    await expect(mergeUserMetadata(merged.ctx, 'user_1', params)).rejects.toMatchObject({
      status: 503,
    })
    expect(merged.received).toHaveLength(1)
  })
})

describe('updateUser', () => {
  test('behavior: null clears a field, undefined leaves it, a Date is RFC 3339', async () => {
    const { ctx, received } = listening(json(200, user()))

    await updateUser(ctx, 'user_1', {
      first_name: null,
      last_name: undefined,
      username: '',
      create_organizations_limit: 0,
      legal_accepted_at: new Date(0),
    })

    expect(received[0]?.init.body).toBe(
      '{"first_name":null,"username":"","create_organizations_limit":0,"legal_accepted_at":"1970-01-01T00:00:00.000Z"}',
    )
  })
})
