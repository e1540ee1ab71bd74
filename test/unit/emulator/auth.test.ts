import { createMachine } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { operations } from '../../contract/operations.ts'
import type { OperationName } from '../../contract/support/call.ts'
import { traits } from '../../contract/traits.ts'
import { emulate } from '../../fixtures/emulator.ts'

/** Operations that take no key although the client sends one. */
const open = new Set<string>(['completeAccountlessApplication'])

const taken = (name: OperationName) => {
  const key = open.has(name) ? 'none' : (traits[name]?.key ?? 'secret')
  return {
    secret: !key.startsWith('machine') || key.endsWith('secret'),
    machine: key !== 'secret',
    none: key === 'none',
  }
}

describe('the keys that an operation takes', async () => {
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

test('error: no refusal of a key tells the key', async () => {
  const { fetch } = emulate()
  const answer = await fetch('https://api.clerk.com/v1/users', {
    headers: { authorization: 'Bearer sk_test_of_another' },
  })
  expect(await answer.text()).not.toContain('sk_test_of_another')
})
