import type { Context, User } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('errors.md')

describe('the program of errors', () => {
  const setUp = async () => {
    type Register = (ctx: Context, email: string) => Promise<User | string>
    const { register } = await program<{ register: Register }>('Errors')
    const { strict, faults } = emulate({
      seed: { users: [{ email_address: ['ada@example.com'] }] },
    })
    const ctx = { ...strict, sleep: async () => {} }
    return {
      ctx,
      faults,
      register: (email: string, over = {}) => register({ ...ctx, ...over }, email),
    }
  }

  test('behavior: a new user is created', async () => {
    const { register } = await setUp()
    expect(await register('grace@example.com')).toMatchObject({ object: 'user' })
  })

  test('error: an address that is taken', async () => {
    const { register } = await setUp()
    expect(await register('ada@example.com')).toBe('taken')
  })

  test('error: a malformed address', async () => {
    const { register } = await setUp()
    await expect(register('ada')).rejects.toMatchObject({ code: 'form_param_format_invalid' })
  })

  test('error: a missing key', async () => {
    const { register } = await setUp()
    await expect(register('grace@example.com', { secretKey: '' })).rejects.toMatchObject({
      name: 'ClerkConfigError',
    })
  })

  test.each([429, 503])('error: the status %i', async (status) => {
    const { register, faults } = await setUp()
    faults.push({ route: 'POST /v1/users', status, count: 3 })
    expect(await register('grace@example.com')).toBe('try later')
  })

  test('error: no response', async () => {
    const { register } = await setUp()
    const fetch = () => {
      throw new TypeError('fetch failed')
    }
    expect(await register('grace@example.com', { fetch })).toBe('try later')
  })
})
