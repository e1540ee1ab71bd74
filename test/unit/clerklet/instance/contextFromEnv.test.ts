import { type ClerkEnv, contextFromEnv } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { signer } from '#fixtures/tokens.ts'

const secretKey = 'sk_test_fixturefixture'
/** The publishable key for the host clerk.emulator.test. */
const publishableKey = 'pk_test_Y2xlcmsuZW11bGF0b3IudGVzdCQ'
const { pem, jwk } = await signer()

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
        CLERK_PUBLISHABLE_KEY: publishableKey,
        CLERK_JWT_KEY: pem.trim().replaceAll('\n', '\\n'),
        CLERK_API_URL: 'https://clerk.example.com/',
        CLERK_API_VERSION: '2025-11-10',
      }),
    ).toEqual({
      secretKey,
      machineSecretKey: 'ak_fixture',
      publishableKey,
      jwtKey: pem.trim().replaceAll('\n', '\\n'),
      baseUrl: 'https://clerk.example.com/v1',
      apiVersion: '2025-11-10',
    })
  })

  test('behavior: one key is enough, and an empty variable counts as missing', () => {
    const ctx = contextFromEnv({ CLERK_SECRET_KEY: secretKey, CLERK_API_URL: '' })

    expect(JSON.parse(JSON.stringify(ctx))).toEqual({ secretKey })
  })

  test('behavior: a public key alone is enough for verification without the network', () => {
    const jwks = JSON.stringify({ keys: [jwk] })
    for (const jwtKey of [pem.trim(), pem.replace(/-----.*?-----|\s/g, ''), jwks]) {
      expect(contextFromEnv({ CLERK_JWT_KEY: jwtKey })).toMatchObject({ jwtKey })
    }
  })

  test('behavior: a publishable key alone is enough to verify session tokens', () => {
    const ctx = contextFromEnv({ CLERK_PUBLISHABLE_KEY: publishableKey })

    expect(JSON.parse(JSON.stringify(ctx))).toEqual({ publishableKey })
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

  test('error: without any key the message names the variables', () => {
    expect(refused({}).message).toContain(
      'no key is set: set at least one of CLERK_SECRET_KEY, CLERK_MACHINE_SECRET_KEY, CLERK_JWT_KEY, CLERK_PUBLISHABLE_KEY',
    )
  })

  test.each<[keyof ClerkEnv, string, string]>([
    ['CLERK_SECRET_KEY', publishableKey, 'but is a publishable key'],
    ['CLERK_SECRET_KEY', 'ak_fixture', 'but is the secret key of a machine'],
    ['CLERK_SECRET_KEY', 'whsec_fixture', 'but is the signing secret of a webhook'],
    ['CLERK_SECRET_KEY', `"${secretKey}"`, 'but is in quotes: remove them'],
    ['CLERK_SECRET_KEY', `' ${secretKey} '`, 'but is in quotes: remove them'],
    ['CLERK_SECRET_KEY', `${secretKey}"`, 'but contains a space, a quote'],
    ['CLERK_SECRET_KEY', 'sk_test_fix ture', 'but contains a space'],
    ['CLERK_SECRET_KEY', 'sk_test_fix\nture', 'but contains a space'],
    ['CLERK_SECRET_KEY', 'sk_test_…', 'another invalid character'],
    ['CLERK_SECRET_KEY', 'sk_test_', 'but is something else'],
    ['CLERK_SECRET_KEY', 'YOUR_SECRET_KEY', 'but is something else'],
    ['CLERK_SECRET_KEY', `CLERK_SECRET_KEY=${secretKey}`, 'but is a line of an .env file'],
    ['CLERK_MACHINE_SECRET_KEY', secretKey, 'but is a secret key'],
    ['CLERK_PUBLISHABLE_KEY', secretKey, 'but is a secret key'],
    ['CLERK_PUBLISHABLE_KEY', `"${publishableKey}"`, 'but is in quotes'],
    ['CLERK_PUBLISHABLE_KEY', 'pk_test_zzz', 'but decodes to no host'],
    ['CLERK_PUBLISHABLE_KEY', publishableKey.slice(0, 20), 'but decodes to no host'],
    ['CLERK_JWT_KEY', pem.slice(0, 60), 'but is cut off: its END line is missing'],
    ['CLERK_JWT_KEY', pem.split('\n')[0] ?? '', 'but is cut off after its first line'],
    ['CLERK_JWT_KEY', 'MIIBI', 'but is cut off'],
    [
      'CLERK_JWT_KEY',
      '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
      'a certificate',
    ],
    ['CLERK_JWT_KEY', 'https://clerk.example.com/jwks.json', 'but is a URL'],
    [
      'CLERK_API_URL',
      'https://api.clerk.com/v1/',
      'but ends with /v1: remove it (only ctx.baseUrl includes /v1)',
    ],
    ['CLERK_API_URL', 'localhost:4010', 'but does not begin with https://'],
    ['CLERK_API_URL', '"https://api.clerk.com"', 'but is in quotes'],
    ['CLERK_API_URL', 'https://user:fixture@api.clerk.com', 'but has credentials'],
    ['CLERK_API_VERSION', 'latest', 'should be a date, such as 2026-05-12, but is something else'],
  ])('error: %s of %j', (name, value, words) => {
    const { message } = refused({ CLERK_SECRET_KEY: secretKey, [name]: value })

    expect(message).toMatch(RegExp(`^The environment: ${name} should be `))
    expect(message).toContain(words)
    expect(message).not.toMatch(/fixture|MIIB/)
  })

  test.each([
    [{ CLERK_SECRET_KEY: 'sk_live_fixture', CLERK_PUBLISHABLE_KEY: publishableKey }],
    [{ CLERK_SECRET_KEY: secretKey, CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k' }],
  ])('error: a live key together with a test key', (env) => {
    const { message } = refused({ ...env, CLERK_API_VERSION: 'latest' })

    expect(message).toContain('CLERK_API_VERSION should be a date')
    expect(message).toContain('are of two instances, a live one and a test one')
  })

  test('behavior: live keys match, and blanks around keys are ignored', () => {
    expect(
      contextFromEnv({
        CLERK_SECRET_KEY: ' sk_live_fixture\n',
        CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k\r\n',
        CLERK_API_URL: ' https://api.clerk.com ',
      }),
    ).toMatchObject({ secretKey: 'sk_live_fixture', baseUrl: 'https://api.clerk.com/v1' })
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
