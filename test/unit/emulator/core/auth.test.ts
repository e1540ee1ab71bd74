import { createMachine } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { operations } from '#contract/operations.ts'
import type { OperationName } from '#contract/support/call.ts'
import { traits } from '#contract/traits.ts'
import { emulate } from '#fixtures/emulator.ts'

/** Operations that need no key, although the client sends one. */
const open = new Set<string>(['completeAccountlessApplication'])

const taken = (name: OperationName) => {
  const key = open.has(name) ? 'none' : (traits[name]?.key ?? 'secret')
  return {
    secret: !key.startsWith('machine') || key.endsWith('secret'),
    machine: key !== 'secret',
    none: key === 'none',
  }
}

describe('only the documented keys are accepted', async () => {
  const { strict, ctx, fetch } = emulate()
  const { secret_key } = await createMachine(strict, { name: 'billing' })
  const keys = { secret: ctx.secretKey, machine: secret_key, none: undefined }

  test.each(Object.keys(operations) as OperationName[])('%s', async (name) => {
    const [method = '', route = ''] = operations[name].split(' ')
    for (const [kind, key] of Object.entries(keys)) {
      const { status } = await fetch(`https://api.clerk.com/v1${route}`, {
        method,
        headers: key ? { authorization: `Bearer ${key}` } : {},
      })
      expect({ kind, refused: status === 401 }).toEqual({
        kind,
        refused: !taken(name)[kind as keyof typeof keys],
      })
    }
  })
})

test('error: the response to a wrong key does not contain the key', async () => {
  const { fetch } = emulate()
  const answer = await fetch('https://api.clerk.com/v1/users', {
    headers: { authorization: 'Bearer sk_test_of_another' },
  })
  expect(await answer.text()).not.toContain('sk_test_of_another')
})

test('behavior: keys and tokens are also verified without /v1 in the path, which the official client leaves out', async () => {
  const { ctx, apiKey, machineToken, oauthToken } = emulate({
    seed: { users: [{ id: 'user_ada', username: 'ada' }] },
  })
  for (const [path, field, { token }] of [
    ['api_keys', 'secret', await apiKey({ subject: 'user_ada' })],
    ['m2m_tokens', 'token', await machineToken({ name: 'billing' })],
    ['oauth_applications/access_tokens', 'access_token', await oauthToken({ userId: 'user_ada' })],
  ] as const) {
    const answer = await ctx.fetch(`https://api.clerk.com/${path}/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ctx.secretKey}` },
      body: JSON.stringify({ [field]: token }),
    })
    expect({ path, status: answer.status }).toEqual({ path, status: 200 })
    const keyless = await ctx.fetch(`https://api.clerk.com/${path}/verify`, { method: 'POST' })
    expect({ path, status: keyless.status }).toEqual({ path, status: 401 })
  }
})
