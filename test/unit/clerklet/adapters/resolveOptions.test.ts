import { afterEach, describe, expect, test, vi } from 'vitest'
import { optionsResolver } from '#clerklet/adapters/resolveOptions.ts'
import type { AuthenticateRequestOptions } from '#clerklet/verify/index.ts'

const SECRET = 'sk_test_1'
const PUBLISHABLE = 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k'
const VARIABLES = { CLERK_SECRET_KEY: SECRET, CLERK_PUBLISHABLE_KEY: PUBLISHABLE }

/** Resolves the options for one request; `given` is of any type, as in JavaScript. */
const resolve = (given?: unknown, platform: object = {}, source: object = {}) =>
  optionsResolver<object, AuthenticateRequestOptions>('clerkMiddleware', given as object)(
    source,
    platform,
  )
const message = (given: unknown, platform?: object) =>
  resolve(given, platform).then(
    () => 'nothing is thrown',
    (error) => `${error.name}: ${error.message}`,
  )

afterEach(() => vi.unstubAllEnvs())

describe('the context', () => {
  test('default: the environment that the platform passes', async () => {
    vi.stubEnv('CLERK_SECRET_KEY', 'sk_test_of_the_process')
    const { ctx } = await resolve(undefined, { env: VARIABLES })
    expect(ctx).toMatchObject({ secretKey: SECRET, publishableKey: PUBLISHABLE })
  })

  test.each([undefined, null, {}, { incoming: {} }, 'x'])(
    'behavior: process.env when the platform passes %j',
    async (env) => {
      vi.stubEnv('CLERK_SECRET_KEY', 'sk_test_of_the_process')
      expect((await resolve(undefined, { env })).ctx.secretKey).toBe('sk_test_of_the_process')
    },
  )

  test('behavior: the environments are not mixed', async () => {
    vi.stubEnv('CLERK_JWT_KEY', 'not a key')
    vi.stubEnv('CLERK_SECRET_KEY', 'sk_test_of_the_process')
    const { ctx } = await resolve(undefined, { env: { CLERK_PUBLISHABLE_KEY: PUBLISHABLE } })
    expect(ctx.secretKey).toBeUndefined()
  })

  test('behavior: an environment object is read once', async () => {
    let reads = 0
    const env = {
      get CLERK_SECRET_KEY() {
        reads++
        return SECRET
      },
    }
    const resolver = optionsResolver('clerkMiddleware', undefined)
    await resolver({}, { env })
    const first = reads
    const { ctx } = await resolver({}, { env })
    expect(ctx.secretKey).toBe(SECRET)
    // The second call reads the variable once, to find out that `env` contains variables, and does not parse it again.
    expect(reads - first).toBe(1)
    expect((await resolver({}, { env: { CLERK_SECRET_KEY: 'sk_test_2' } })).ctx.secretKey).toBe(
      'sk_test_2',
    )
  })

  test('args: ctx, in place of the environment', async () => {
    const { ctx, options } = await resolve({ ctx: { secretKey: SECRET, timeout: 5 } }, { env: 1 })
    expect(ctx).toEqual({ secretKey: SECRET, timeout: 5 })
    expect(options).toEqual({})
  })

  test('args: ctx as a function of the source, with a promise or without', async () => {
    const ctx = (source: { tenant?: string }) => ({ secretKey: `sk_test_${source.tenant}` })
    const asynchronous = async (source: { tenant?: string }) => ctx(source)
    for (const each of [ctx, asynchronous]) {
      const resolved = await resolve({ ctx: each }, {}, { tenant: 'acme' })
      expect(resolved.ctx.secretKey).toBe('sk_test_acme')
    }
  })

  class Settings {
    secretKey = SECRET
    get authorizedParties() {
      return ['https://app.example.com']
    }
  }
  test.each<[string, unknown]>([
    ['an instance of a class', new Settings()],
    ['what inherits its properties', Object.create({ authorizedParties: [] })],
    ['a map', new Map([['secretKey', SECRET]])],
    ['a date', new Date(0)],
    ['a list', []],
  ])('error: %s as context or options, whose properties a copy would lack', async (_, value) => {
    expect(await message({ ctx: value })).toMatch(
      /^ClerkConfigError: ctx of clerkMiddleware is not/,
    )
    const flaw = /^ClerkConfigError: The argument of clerkMiddleware is not valid: /
    expect(await message(value)).toMatch(flaw)
    expect(await message(() => value)).toMatch(flaw)
  })

  test('error: a function that returns nothing, and a promise of options', async () => {
    const flaw = /^ClerkConfigError: The argument of clerkMiddleware is not valid: /
    expect(await message(() => undefined, { env: VARIABLES })).toMatch(flaw)
    expect(await message(Promise.resolve({}), { env: VARIABLES })).toMatch(flaw)
    expect(await message(async () => ({}), { env: VARIABLES })).toBe('nothing is thrown')
  })

  test('args: keys among the options win over the context', async () => {
    const { ctx, options } = await resolve(
      { secretKey: SECRET, authorizedParties: ['https://example.com'] },
      { env: { CLERK_SECRET_KEY: 'sk_test_2', CLERK_API_URL: 'http://localhost:4010' } },
    )
    expect(ctx).toMatchObject({ secretKey: SECRET, baseUrl: 'http://localhost:4010/v1' })
    expect(options).toEqual({ secretKey: SECRET, authorizedParties: ['https://example.com'] })
  })

  test('behavior: with a key among the options, the environment needs no key', async () => {
    const env = { CLERK_API_URL: 'http://localhost:4010' }
    const { ctx } = await resolve({ secretKey: SECRET, jwtKey: null }, { env })
    expect(ctx).toMatchObject({ secretKey: SECRET, baseUrl: 'http://localhost:4010/v1' })
    expect(ctx.jwtKey).toBeUndefined()
  })

  test('behavior: waitUntil of the platform, unless the context has its own', async () => {
    const [ofPlatform, own] = [() => {}, () => {}]
    const platform = { env: VARIABLES, waitUntil: ofPlatform }
    expect((await resolve(undefined, platform)).ctx.waitUntil).toBe(ofPlatform)
    const ctx = { secretKey: SECRET, waitUntil: own }
    expect((await resolve({ ctx }, platform)).ctx.waitUntil).toBe(own)
    const given = { secretKey: SECRET }
    await resolve({ ctx: given }, platform)
    expect(given).toEqual({ secretKey: SECRET })
  })

  test('error: a key must be set somewhere', async () => {
    for (const name of Object.keys(VARIABLES)) vi.stubEnv(name, '')
    expect(await message(undefined)).toMatch(
      /^ClerkConfigError: The environment: no key is set: .*CLERK_SECRET_KEY/,
    )
    expect(await message({ authorizedParties: [] })).toContain('no key is set')
  })

  test('error: a malformed variable is refused, although a key is among the options', async () => {
    const env = { CLERK_JWT_KEY: 'x' }
    expect(await message({ secretKey: SECRET }, { env })).toContain('CLERK_JWT_KEY should be')
  })

  test.each([7, 'sk_test_1', [], () => undefined, async () => null])(
    'error: ctx is %o',
    async (ctx) => {
      const told = await message({ ctx }, { env: VARIABLES })
      expect(told).toMatch(/^ClerkConfigError: ctx of clerkMiddleware is not a plain object/)
      expect(told).not.toContain(SECRET)
    },
  )
})

describe('the options', () => {
  test('args: W15 a function of the source, with a promise or without', async () => {
    const env = VARIABLES
    const options = ({ tenant }: { tenant?: string }) => ({ audience: `https://${tenant}.test` })
    const asynchronous = async (source: { tenant?: string }) => options(source)
    for (const each of [options, asynchronous]) {
      const resolved = await resolve(each, { env }, { tenant: 'acme' })
      expect(resolved.options).toEqual({ audience: 'https://acme.test' })
    }
  })

  test('args: a function that returns a context', async () => {
    const { ctx } = await resolve(() => ({ ctx: { secretKey: SECRET } }))
    expect(ctx.secretKey).toBe(SECRET)
  })

  test.each(['x', 7, [], true, () => 'x', async () => []])(
    'error: they are %o',
    async (options) => {
      expect(await message(options, { env: VARIABLES })).toMatch(
        /^ClerkConfigError: The argument of clerkMiddleware is not valid/,
      )
    },
  )

  test('error: the error of a function is thrown unchanged', async () => {
    const error = new RangeError('no such tenant')
    const thrown = resolve(() => {
      throw error
    })
    await expect(thrown).rejects.toBe(error)
  })
})
