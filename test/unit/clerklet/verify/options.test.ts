import { proxyFrontendApi } from 'clerklet/proxy'
import { describe, expect, test } from 'vitest'
import {
  authenticateHeader,
  authenticateRequest,
  createTokenCache,
  selectAuth,
  verifyMachineToken,
  verifyToken,
} from '#clerklet/verify/index.ts'
import { fetched, instance, PROD, prod } from './cases/support.ts'

const token = await instance.sign()

/** A call of each function. The types are loose, so that tests can pass values that the compiler refuses. */
const CALLS = {
  verifyToken: (options: unknown, over?: object) =>
    verifyToken(context(over), token, options as object),
  authenticateHeader: (options: unknown, over?: object) =>
    authenticateHeader(context(over), fetched(undefined, { token }), options as object),
  authenticateRequest: (options: unknown, over?: object) =>
    authenticateRequest(context(over), fetched(undefined, { token }), options as object),
  verifyMachineToken: (options: unknown, over?: object) =>
    verifyMachineToken(context(over), 'ak_1', options as object),
}
type Name = keyof typeof CALLS
const NAMES = Object.keys(CALLS) as Name[]

/** Makes a context whose fetch fails the test, because mistakes must be found before any request. */
function context(over: object = {}) {
  return prod({
    fetch: async () => {
      throw new Error('nothing may be sent')
    },
    ...over,
  })
}

async function message(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('nothing is thrown'),
    (thrown) => thrown,
  )
  return `${error.name}: ${error.message}`
}

describe.each(NAMES)('%s', (name) => {
  const call = CALLS[name]
  const refusal = (options: unknown, over?: object) => message(call(options, over))

  test('error: an unknown option', async () => {
    expect(await refusal({ whatever: 1 })).toMatch(
      /^ClerkConfigError: options\.whatever is unknown: the options are secretKey, .*jwtKey/,
    )
    expect(await refusal({ whatever: undefined })).toContain('options.whatever is unknown')
    expect(await refusal(Object.create({ whatever: 1 }))).toContain('options.whatever is unknown')
    expect(await refusal({ toString: 1 })).toContain('options.toString is unknown')
  })

  test('error: an unknown option with a similar known name', async () => {
    expect(await refusal({ audiences: 'a' })).toContain('did you mean audience?')
    expect(await refusal({ jwtkey: 'a' })).toContain('did you mean jwtKey?')
    expect(await refusal({ clockSkewInSeconds: 5 })).toContain('did you mean clockSkewInMs?')
  })

  test.each([
    ['apiUrl', 'ctx.baseUrl'],
    ['baseUrl', 'ctx.baseUrl'],
    ['apiVersion', 'ctx.apiVersion for a date, and ctx.baseUrl for v1'],
    ['fetch', 'ctx.fetch'],
    ['signUpUrl', 'signUpUrl of createRedirect'],
    ['afterSignInUrl', 'returnBackUrl of redirectToSignIn, which createRedirect returns'],
    ['afterSignUpUrl', 'returnBackUrl of redirectToSignUp, which createRedirect returns'],
    ['frontendApiProxy', 'proxyFrontendApi of clerklet/proxy, and proxyUrl'],
    ['clerkClient', 'ctx, and functions such as getUser of clerklet'],
    ['debug', 'debugState of clerklet/verify'],
    ['treatPendingAsSignedOut', 'treatPendingAsSignedOut of toAuth or getAuth'],
  ])('error: %s is not an option here: use %s', async (option, instead) => {
    expect(await refusal({ [option]: 'x' })).toContain(
      `options.${option} is unknown: use ${instead}`,
    )
  })

  test('behavior: a context may have further fields', async () => {
    expect(await refusal({}, { whatever: 1 })).not.toContain('ClerkConfigError')
  })

  test.each([
    'text',
    42,
    true,
    [],
    ['audience'],
    new Map([['audience', 'a']]),
    Promise.resolve({ audience: 'a' }),
  ])('error: options of %j', async (options) => {
    expect(await refusal(options)).toMatch(/^ClerkConfigError: options is not a plain object/)
  })

  test.each([undefined, null])('behavior: options of %j are ignored', async (options) => {
    expect(await refusal(options)).not.toContain('ClerkConfigError')
  })

  test.each(['jwtKey', 'secretKey'])('error: %s that is empty or not a string', async (key) => {
    for (const value of [42, ['x'], {}, true]) {
      expect(await refusal({ [key]: value })).toContain(`Error: options.${key} is not valid`)
      expect(await refusal({}, { [key]: value })).toContain(`Error: ctx.${key} is not valid`)
    }
    expect(await refusal({ [key]: '' })).toContain(`ClerkConfigError: options.${key} is empty`)
  })
})

/** The valid values, then the invalid values, of options that are booleans. */
const BOOLEANS = [
  [true, false],
  ['false', '', 0, 1, {}, () => true],
] as const
const TEXTS = [
  ['a', ['a'], ['a', 'b'], []],
  ['', [''], ['a', ''], [undefined], [null], Array(1), ['a', 1], 42, {}, true, new Set(['a'])],
] as const
const PATHS = (patterns: string) =>
  [
    [{ [patterns]: ['/x'] }, { [patterns]: [] }, { [patterns]: undefined }],
    ['/x', [1], [undefined], Array(1), { 0: '/x' }, new Set(['/x']), 42, null].map((value) => ({
      [patterns]: value,
    })),
  ] as const
const KINDS: [option: string, readonly [readonly unknown[], readonly unknown[]], Name[]][] = [
  ['audience', TEXTS, NAMES],
  ['machineAudience', TEXTS, ['authenticateRequest', 'verifyMachineToken']],
  ['headerType', TEXTS, ['verifyToken', 'authenticateHeader', 'authenticateRequest']],
  [
    'issuer',
    [
      ['https://clerk.example.com', ['https://clerk.example.com', 'b']],
      [...TEXTS[1], []],
    ],
    NAMES,
  ],
  [
    'authorizedParties',
    [
      [['https://example.com'], []],
      [
        'https://example.com',
        new Set(['https://example.com']),
        [undefined],
        [''],
        ['https://example.com', ''],
        Array(1),
        { 0: 'https://example.com', length: 1 },
        [['https://example.com']],
        42,
      ],
    ],
    ['verifyToken', 'authenticateHeader', 'authenticateRequest'],
  ],
  // A value that is not finite means the default, as in the official SDK.
  [
    'clockSkewInMs',
    [
      [0, 5_000, NaN, Infinity],
      ['5000', '', {}, [], true, 5n],
    ],
    NAMES,
  ],
  ['skipJwksCache', BOOLEANS, NAMES],
  [
    'tokenCache',
    [
      [createTokenCache()],
      [true, 'x', 42, {}, { get() {} }, { set() {} }, new WeakSet(), createTokenCache],
    ],
    ['authenticateHeader', 'authenticateRequest'],
  ],
  [
    'acceptsToken',
    [
      ['any', 'session_token', 'api_key', 'm2m_token', 'oauth_token', ['session_token'], []],
      ['x', '', 'machine_token', ['any'], ['api_key', 'x'], [null], [undefined], Array(1), 42, {}],
    ],
    ['authenticateRequest'],
  ],
  ['api', BOOLEANS, ['authenticateRequest']],
  ['isSatellite', [[false], BOOLEANS[1]], ['authenticateRequest']],
  ['satelliteAutoSync', BOOLEANS, ['authenticateRequest']],
  ['machineSecretKey', [['ak_x'], [42, {}, ['x']]], ['authenticateRequest', 'verifyMachineToken']],
  ['publishableKey', [[PROD.key], [42, {}, ['x']]], ['authenticateRequest']],
  ...(['signInUrl', 'proxyUrl', 'domain'] as const).map((url): (typeof KINDS)[number] => [
    url,
    [
      ['https://clerk.example.com', ''],
      [42, {}, ['x'], new URL('https://example.com'), true],
    ],
    ['authenticateRequest'],
  ]),
  ['organizationSyncOptions', PATHS('organizationPatterns'), ['authenticateRequest']],
  ['organizationSyncOptions', PATHS('personalAccountPatterns'), ['authenticateRequest']],
  [
    'organizationSyncOptions',
    [[{}], ['/x', ['/x'], 42, true, { patterns: ['/x'] }]],
    ['authenticateRequest'],
  ],
]

describe.each(KINDS)('args: %s', (option, [right, wrong], names) => {
  const calls = names.map((name) => CALLS[name])

  test.each(right.map((value) => [value]))('behavior: may be %j', async (value) => {
    for (const call of calls) {
      expect(await message(call({ [option]: value }))).not.toContain('ClerkConfigError')
      expect(await message(call({}, { [option]: value }))).not.toContain('ClerkConfigError')
    }
  })

  test.each(wrong.map((value) => [printable(value), value]))(
    'error: may not be %s',
    async (_, value) => {
      for (const call of calls) {
        expect(await message(call({ [option]: value }))).toMatch(
          RegExp(`^ClerkConfigError: options.${option} is not valid: set it to `),
        )
        expect(await message(call({}, { [option]: value }))).toMatch(
          RegExp(`^ClerkConfigError: ctx.${option} is not valid: set it to `),
        )
      }
    },
  )

  test.each([undefined, null])('behavior: with %j, that of the context applies', async (none) => {
    for (const call of calls) {
      expect(await message(call({ [option]: none }, { [option]: wrong[0] }))).toContain(
        `ClerkConfigError: ctx.${option} is not valid`,
      )
    }
  })
})

function printable(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : `${JSON.stringify(value)} (${typeof value})`
}

describe('behavior: null counts as unset', () => {
  test('acceptsToken', async () => {
    for (const [options, over] of [
      [{ acceptsToken: null }, {}],
      [{}, { acceptsToken: null }],
    ]) {
      const state = await authenticateRequest(prod(over as object), fetched(), options as object)
      expect(state).toMatchObject({ status: 'signed-out', tokenType: 'session_token' })
      expect(state.toAuth()).toMatchObject({ isAuthenticated: false, tokenType: 'session_token' })
    }
    const api = await authenticateRequest(prod({ acceptsToken: 'api_key' }), fetched(), {
      acceptsToken: null,
    } as object)
    expect(api.toAuth()).toMatchObject({ isAuthenticated: false, tokenType: 'api_key' })
  })

  test('organizationSyncOptions, headerType and tokenCache on the context', async () => {
    const none = { organizationSyncOptions: null, headerType: null, tokenCache: null }
    const state = await authenticateRequest(context(none), fetched(undefined, { token }))
    expect(state.status).toBe('signed-in')
  })
})

describe('behavior: an option wins over the context', () => {
  test('an option of false', async () => {
    const satellite = { isSatellite: true, domain: 'sat.com', signInUrl: 'https://p.com/sign-in' }
    const state = await authenticateRequest(prod(satellite), fetched(), { isSatellite: false })
    expect(state.status).toBe('signed-out')
    const wrong = prod({ isSatellite: true })
    expect(await message(authenticateRequest(wrong, fetched()))).toContain('domain or proxyUrl')
    await expect(
      authenticateRequest(wrong, fetched(), { isSatellite: false }),
    ).resolves.toMatchObject({ status: 'signed-out' })
  })

  test('an empty proxyUrl unsets it', async () => {
    const request = fetched(undefined, {
      cookies: { __client_uat: 5 },
      headers: { 'sec-fetch-dest': 'document' },
    })
    const ctx = prod({ proxyUrl: 'https://example.com/__clerk' })
    const at = async (options: object) =>
      (await authenticateRequest(ctx, request, options)).headers.get('location')
    expect(await at({})).toMatch(/^https:\/\/example\.com\/__clerk\//)
    expect(await at({ proxyUrl: '' })).toMatch(/^https:\/\/clerk\.example\.com\//)
  })

  test('an empty list of parties replaces that of the context', async () => {
    const ctx = context({ authorizedParties: ['https://other.example'] })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'token-invalid-authorized-parties',
    })
    await expect(verifyToken(ctx, token, { authorizedParties: [] })).resolves.toBeDefined()
  })
})

test('error: no context', async () => {
  for (const ctx of [undefined, null, 'sk_live_x', token]) {
    const none = ctx as unknown as object
    for (const work of [
      verifyToken(none, token),
      authenticateHeader(none, fetched()),
      authenticateRequest(none, fetched()),
      verifyMachineToken(none, 'ak_1'),
    ]) {
      expect(await message(work)).toBe(
        'ClerkConfigError: ctx is not a plain object: set it to an object of named values',
      )
    }
  }
})

test('error: messages contain no key', async () => {
  const keys = { secretKey: ['sk_live_hidden'], jwtKey: { pem: 'hidden' }, hidden: 'hidden' }
  for (const [name, value] of Object.entries(keys)) {
    expect(await message(verifyToken({}, token, { [name]: value }))).not.toMatch(/sk_live|pem/)
  }
})

describe('selectAuth', () => {
  test.each(['x', '', ['x'], [null], 42, {}, new Set(['api_key'])])(
    'error: a kind of token that does not exist: %j',
    (kind) => {
      expect(() => selectAuth(null, kind as 'any')).toThrow('acceptsToken is not valid')
    },
  )

  test.each([undefined, null])('behavior: %j is session_token', (kind) => {
    expect(selectAuth(null, kind as undefined)).toMatchObject({ tokenType: 'session_token' })
  })
})

describe('proxyFrontendApi', () => {
  const request = new Request('https://example.com/__clerk/v1/client')
  const answer = async (options: unknown, over: object = {}) => {
    const ctx = { ...context(), publishableKey: PROD.key, ...over }
    const response = await proxyFrontendApi(ctx, request, options as object)
    const { errors } = await response.json()
    return `${response.status} ${errors[0].code}: ${errors[0].message}`
  }

  test('error: an unknown option', async () => {
    expect(await answer({ proxyPaht: '/x' })).toBe(
      '500 proxy_configuration_error: options.proxyPaht is unknown: did you mean proxyPath?',
    )
  })

  test.each([
    ['secretKey', 42],
    ['publishableKey', {}],
    ['proxyUrl', 42],
    ['proxyPath', ['/x']],
    ['fapiUrl', new URL('https://example.com')],
    ['onError', 'x'],
  ])('error: %s of the wrong kind', async (option, value) => {
    expect(await answer({ [option]: value })).toContain(
      `500 proxy_configuration_error: options.${option} is not valid`,
    )
    expect(await answer({}, { [option]: value })).toContain(
      `500 proxy_configuration_error: ctx.${option} is not valid`,
    )
  })

  test('error: no context', async () => {
    const response = await proxyFrontendApi(undefined as never, request)
    expect(response.status).toBe(500)
  })

  test('behavior: with null, the value of the context applies', async () => {
    expect(await answer({ secretKey: null })).toContain('502 proxy_request_failed')
  })
})
