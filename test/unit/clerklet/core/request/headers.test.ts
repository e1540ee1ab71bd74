import { ClerkConfigError, type Context, getUser, path, type RequestInput, request } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { VERSION } from '#clerklet/core/version.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, findSecret, json, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

/** Returns the headers that a call sends. */
async function sent(over: Context = {}, input: Partial<RequestInput> = {}): Promise<Headers> {
  const { fetch, received } = answering(json(200, {}))
  await request({ secretKey: SECRET_KEY, fetch, ...over }, undefined, {
    method: 'GET',
    path: path`/things`,
    ...input,
  })
  return received[0]?.headers as Headers
}

/** Returns the error of a call that must not send a request. */
async function refused(over: Context, input: Partial<RequestInput> = {}) {
  const { fetch, received } = answering(json(200, {}))
  const error = await rejection(
    request({ secretKey: SECRET_KEY, fetch, ...over }, undefined, {
      method: 'GET',
      path: path`/things`,
      ...input,
    }),
  )
  expect(received).toEqual([])
  expect(error).toBeInstanceOf(ClerkConfigError)
  return error
}

describe('headers', () => {
  test('default', async () => {
    expect(Object.fromEntries(await sent())).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${SECRET_KEY}`,
      'clerk-api-version': '2026-05-12',
      'user-agent': `clerklet/${VERSION}`,
    })
  })

  test('args: apiVersion, of the context and of the call', async () => {
    expect((await sent({ apiVersion: '2025-11-10' })).get('clerk-api-version')).toBe('2025-11-10')
    expect(
      (await sent({ apiVersion: '2025-11-10' }, { apiVersion: '2024-10-01' })).get(
        'clerk-api-version',
      ),
    ).toBe('2024-10-01')
  })

  test('args: headers, of the context and of the call', async () => {
    const headers = await sent(
      { headers: { 'x-one': 'ctx', 'x-two': 'ctx' } },
      { headers: { 'X-Two': 'call' } },
    )

    expect(headers.get('x-one')).toBe('ctx')
    expect(headers.get('x-two')).toBe('call')
  })

  test('args: idempotencyKey', async () => {
    const headers = await sent({}, { method: 'POST', idempotencyKey: 'once-1' })

    expect(headers.get('idempotency-key')).toBe('once-1')
  })

  test('behavior: only a request with a body has a content type', async () => {
    expect((await sent({}, { method: 'POST', body: {} })).get('content-type')).toBe(
      'application/json',
    )
    expect((await sent({}, { method: 'POST' })).get('content-type')).toBeNull()
  })

  test('behavior: a text response may have any media type', async () => {
    expect((await sent({}, { responseType: 'text' })).get('accept')).toBe('*/*')
  })

  test('behavior: fetch only receives the fields that every runtime supports', async () => {
    const { fetch, received } = answering(json(200, user()))

    await getUser({ secretKey: SECRET_KEY, fetch }, 'user_1')

    expect(Object.keys(received[0]?.init ?? {}).sort()).toEqual([
      'body',
      'headers',
      'method',
      'redirect',
      'signal',
    ])
  })

  test('error: a header value that HTTP does not allow is not quoted', async () => {
    const error = await refused({ headers: { 'x-note': 'confidential\nnote' } })

    expect(error.message).toContain('A header is not valid HTTP')
    expect(findSecret(error, 'confidential')).toEqual([])
  })

  test('error: a malformed API version is a mistake of configuration', async () => {
    for (const apiVersion of ['2026\n05', '2026-05-12\n', '2026…']) {
      const { message } = await refused({ apiVersion })

      expect(message).toContain('A header is not valid HTTP (ctx.apiVersion)')
    }
    const { message } = await refused({}, { apiVersion: '2026\n05' })

    expect(message).toContain('A header is not valid HTTP (options.apiVersion)')
  })
})

describe('headers that cannot be sent', () => {
  test.each<[string, Context, string]>([
    ['half a surrogate pair', { headers: { 'x-note': '\ud800' } }, 'ctx.headers, x-note'],
    ['a name with a blank', { headers: { 'x note': '1' } }, 'ctx.headers, x note'],
    ['a number', { headers: { 'x-n': 5 } as never }, 'ctx.headers, x-n'],
    ['null', { headers: { 'x-n': null } as never }, 'ctx.headers, x-n'],
    ['a symbol', { headers: { 'x-n': Symbol('x') } as never }, 'ctx.headers, x-n'],
    ['a version that is a number', { apiVersion: 2026 as never }, 'ctx.apiVersion'],
  ])('error: %s is named', async (_, over, place) => {
    expect((await refused(over)).message).toContain(`A header is not valid HTTP (${place})`)
  })

  test('error: the message says that the headers are those of the call', async () => {
    const { message } = await refused({}, { headers: { 'x-note': 'a\nb' } })

    expect(message).toContain('(options.headers, x-note)')
  })

  test('error: a key in place of a name is not shown', async () => {
    const error = await refused({ headers: { [`${SECRET_KEY} `]: '1' } })

    expect(findSecret(error, SECRET_KEY)).toEqual([])
  })

  test.each<[string, unknown]>([
    ['a text', 'x-note: 1'],
    ['a list', [['x-note', '1']]],
    ['Headers', new Headers({ 'x-note': '1' })],
    ['a map', new Map([['x-note', '1']])],
    ['a number', 5],
  ])('error: %s in place of an object', async (_, headers) => {
    expect((await refused({ headers } as Context)).message).toContain(
      'ctx.headers must be a plain object',
    )
    expect((await refused({}, { headers } as RequestInput)).message).toContain(
      'options.headers must be a plain object',
    )
  })

  test('behavior: undefined is not sent, and null means no headers', async () => {
    const headers = await sent(
      { headers: { 'x-note': undefined as never } },
      { headers: null as never },
    )

    expect(headers.has('x-note')).toBe(false)
  })
})

describe('keys', () => {
  const machineSecretKey = 'ak_machinemachine'
  const authorization = async (key: RequestInput['key'], over: Context = { machineSecretKey }) =>
    (await sent(over, { key })).get('authorization')

  test('default', async () => {
    expect(await authorization(undefined)).toBe(`Bearer ${SECRET_KEY}`)
  })

  test('args: machine', async () => {
    expect(await authorization('machine')).toBe(`Bearer ${machineSecretKey}`)
  })

  test('args: machine-or-secret', async () => {
    expect(await authorization('machine-or-secret')).toBe(`Bearer ${machineSecretKey}`)
    expect(await authorization('machine-or-secret', {})).toBe(`Bearer ${SECRET_KEY}`)
  })

  test('args: none', async () => {
    expect(await authorization('none', { secretKey: undefined })).toBeNull()
  })

  test.each([undefined, ''])('error: secretKey is %j', async (secretKey) => {
    const { message } = await refused({ secretKey })

    expect(message).toBe(
      'ctx.secretKey is missing: set it to the secret key of the instance (sk_…)',
    )
  })

  test('error: the machine key is missing, although the secret key is set', async () => {
    const { message } = await refused({}, { key: 'machine' })

    expect(message).toBe(
      'ctx.machineSecretKey is missing: set it to the secret key of the machine (ak_…)',
    )
  })

  test('error: neither of two keys is set', async () => {
    const { message } = await refused({ secretKey: '' }, { key: 'machine-or-secret' })

    expect(message).toBe(
      'ctx.machineSecretKey or ctx.secretKey is missing: set it to the secret key of the machine (ak_…) or the secret key of the instance (sk_…)',
    )
  })

  test.each(['secret', 'machine'] as const)(
    'error: a publishable key in place of the %s key is refused and not shown',
    async (key) => {
      const mistaken = 'pk_test_publishable'
      const error = await refused({ secretKey: mistaken, machineSecretKey: mistaken }, { key })

      expect(error.message).toContain('is a publishable key')
      expect(findSecret(error, mistaken)).toEqual([])
    },
  )

  test.each([
    ['sk_test_line\nbreak', 'malformed'],
    ['sk_test_linebreak\n', 'malformed'],
    ['sk_test_two words', 'malformed'],
    ['sk_test_\u2028', 'malformed'],
    ['sk_test_ключ', 'malformed'],
    ['sk_test_…', 'malformed'],
    ['sk_test_\0', 'malformed'],
    ['"sk_test_quoted"', 'in quotes'],
    [" 'sk_test_quoted' ", 'in quotes'],
    ['whsec_dGVzdA==', 'the signing secret of a webhook'],
  ])('error: the key %j is refused and not shown', async (secretKey, flaw) => {
    const error = await refused({ secretKey })

    expect(error.message).toContain(`ctx.secretKey is ${flaw}`)
    expect(findSecret(error, secretKey)).toEqual([])
    expect(findSecret(error, 'sk_test_')).toEqual([])
  })
})
