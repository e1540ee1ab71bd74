import { type ClerkEnv, contextFromEnv } from 'clerklet'
import { describe, expect, test } from 'vitest'

const secretKey = 'sk_test_fixturefixture'

function refused(env: ClerkEnv): Error {
  try {
    contextFromEnv(env)
  } catch (error) {
    return error as Error
  }
  throw new Error('It was accepted')
}

describe('contextFromEnv', () => {
  test('default', () => {
    expect(
      contextFromEnv({
        CLERK_SECRET_KEY: secretKey,
        CLERK_MACHINE_SECRET_KEY: 'ak_fixture',
        CLERK_PUBLISHABLE_KEY: 'pk_test_fixture',
        CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----\\nMIIB+/==\\n-----END PUBLIC KEY-----',
        CLERK_API_URL: 'https://clerk.example.com/',
        CLERK_API_VERSION: '2025-11-10',
      }),
    ).toEqual({
      secretKey,
      machineSecretKey: 'ak_fixture',
      publishableKey: 'pk_test_fixture',
      jwtKey: '-----BEGIN PUBLIC KEY-----\\nMIIB+/==\\n-----END PUBLIC KEY-----',
      baseUrl: 'https://clerk.example.com/v1',
      apiVersion: '2025-11-10',
    })
  })

  test('behavior: one key is enough, and an empty variable counts as missing', () => {
    const ctx = contextFromEnv({ CLERK_SECRET_KEY: secretKey, CLERK_API_URL: '' })

    expect(JSON.parse(JSON.stringify(ctx))).toEqual({ secretKey })
  })

  test('behavior: a public key alone is enough for verification without the network', () => {
    expect(contextFromEnv({ CLERK_JWT_KEY: 'MIIBIjAN' })).toMatchObject({ jwtKey: 'MIIBIjAN' })
  })

  test('behavior: blanks around a value are not part of it', () => {
    expect(contextFromEnv({ CLERK_SECRET_KEY: ` ${secretKey}\n` })).toMatchObject({ secretKey })
  })

  test('error: every problem is named at once, and no value is shown', () => {
    const { name, message } = refused({
      CLERK_SECRET_KEY: 'pk_test_mistake',
      CLERK_PUBLISHABLE_KEY: secretKey,
      CLERK_API_URL: 'https://api.clerk.com/v1',
      CLERK_API_VERSION: 20251110,
    })

    expect(name).toBe('ClerkConfigError')
    expect(message).toMatch(
      /CLERK_SECRET_KEY should.*CLERK_PUBLISHABLE_KEY should.*CLERK_API_URL should.*without \/v1.*CLERK_API_VERSION should/,
    )
    expect(message).not.toMatch(/mistake|fixture|20251110/)
  })

  test('error: without any key the one to set is named', () => {
    expect(refused({}).message).toContain('CLERK_SECRET_KEY is missing')
  })

  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error(secretKey)
      },
    },
  )
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['a text', secretKey],
    ['a number', 7],
    ['a function', () => {}],
    ['a proxy that throws', hostile],
  ])('error: %s in place of the variables', (_, env) => {
    const { name, message } = refused(env as ClerkEnv)

    expect(name).toBe('ClerkConfigError')
    expect(message).toBe(
      'contextFromEnv takes an object with the variables: the env of a Worker, or process.env',
    )
  })

  test.each([Symbol('x'), 7, {}, [], () => {}, true])('error: %s in place of a key', (value) => {
    const { name, message } = refused({ CLERK_SECRET_KEY: value })

    expect(name).toBe('ClerkConfigError')
    expect(message).toContain('CLERK_SECRET_KEY should be the secret key')
  })
})
