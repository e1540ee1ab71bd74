import { describe, expect, test } from 'vitest'
import {
  authenticateHeader,
  authenticateRequest,
  verifyMachineToken,
  verifyToken,
} from '#clerklet/verify/index.ts'
import { fetched, instance, page, prod } from './cases/support.ts'

/** Mistakes in a context, and the message for each. */
const MISTAKES: [string, object, string][] = [
  ['a secret key with a line break', { secretKey: 'sk_live_a\nb' }, 'ctx.secretKey is malformed'],
  ['a secret key with one at its end', { secretKey: 'sk_live_ab\n' }, 'ctx.secretKey is malformed'],
  ['a masked secret key', { secretKey: 'sk_live_••••' }, 'ctx.secretKey is malformed'],
  ['a secret key in quotes', { secretKey: '"sk_live_ab"' }, 'ctx.secretKey is in quotes'],
  ['a publishable key for it', { secretKey: 'pk_live_ab' }, 'ctx.secretKey is a publishable key'],
  ['a signing secret for it', { secretKey: 'whsec_ab' }, 'ctx.secretKey is the signing secret'],
  [
    'a machine key with a blank',
    { machineSecretKey: 'ak_a b' },
    'ctx.machineSecretKey is malformed',
  ],
  ['a baseUrl without scheme', { baseUrl: 'localhost:4010/v1' }, 'it has no scheme'],
  ['a baseUrl without path', { baseUrl: 'https://api.clerk.com' }, 'it has no path'],
  ['an apiVersion with a line break', { apiVersion: '2026-05-12\nx' }, '(ctx.apiVersion)'],
  ['an apiVersion of another kind', { apiVersion: 2026 }, 'ctx.apiVersion is not a string'],
  ['a header with a line break', { headers: { 'x-a': 'a\nb' } }, '(ctx.headers, x-a)'],
  ['headers that are a list', { headers: [['x-a', 'b']] }, 'ctx.headers must be a plain object'],
  ['a timeout below 0', { timeout: -1 }, 'ctx.timeout is -1'],
  ['a fetch that is no function', { fetch: 'fetch' }, 'ctx.fetch is of type string'],
  ['a clock that is no function', { now: 5 }, 'ctx.now is of type number'],
  ['a jwtKey that is cut', { jwtKey: instance.pem.slice(0, 200) }, 'ctx.jwtKey is cut off'],
]

describe.each(MISTAKES)('error: %s', (_, over, words) => {
  test.each<[string, (ctx: ReturnType<typeof prod>) => Promise<unknown>]>([
    ['authenticateHeader', (ctx) => authenticateHeader(ctx, fetched())],
    ['authenticateRequest', (ctx) => authenticateRequest(ctx, page())],
    [
      'authenticateRequest, of machines',
      (ctx) => authenticateRequest(ctx, page(), { acceptsToken: 'm2m_token' }),
    ],
    ['verifyToken', (ctx) => verifyToken(ctx, 'not a token')],
    ['verifyMachineToken', (ctx) => verifyMachineToken(ctx, 'ak_1')],
  ])('is thrown by %s at the first request, before anything is sent', async (_, run) => {
    const ctx = prod(over)
    const error: Error = await run(ctx).then(
      () => new Error('nothing was thrown'),
      (thrown) => thrown,
    )

    expect(error.name).toBe('ClerkConfigError')
    expect(error.message).toContain(words)
    expect(error.message).not.toMatch(/sk_live_a|ak_a/)
    expect(ctx.calls).toEqual([])
  })
})

test.each([
  ['a proxyUrl without host', { proxyUrl: 'https://:80' }, 'proxyUrl is not valid'],
  ['a proxyUrl with a space', { proxyUrl: 'https:// x' }, 'proxyUrl is not valid'],
  ['a proxyUrl with credentials', { proxyUrl: 'https://u:p@a.com' }, 'proxyUrl is not valid'],
  [
    'a domain with its scheme',
    { isSatellite: true, domain: 'https://b.com' },
    'domain is not valid',
  ],
  ['a domain with a slash', { isSatellite: true, domain: 'b.com/' }, 'domain is not valid'],
  ['a domain with a space', { isSatellite: true, domain: 'b .com' }, 'domain is not valid'],
])('error: authenticateRequest refuses %s at the first request', async (_, over, words) => {
  const ctx = prod({ signInUrl: 'https://primary.com/sign-in', ...over })

  await expect(authenticateRequest(ctx, page())).rejects.toThrow(words)
  expect(ctx.calls).toEqual([])
})

test('error: without any key, the functions for session tokens say which ones to set', async () => {
  const ctx = prod({ secretKey: undefined, jwtKey: undefined, publishableKey: undefined })
  const token = await instance.sign()
  for (const work of [
    () => authenticateHeader(ctx, fetched()),
    () => verifyToken(ctx, token),
    () => verifyToken(ctx, 'not a token'),
  ]) {
    await expect(work()).rejects.toThrow(
      'ctx.publishableKey, ctx.jwtKey or ctx.secretKey is missing: set one of them to that of the instance',
    )
  }
})

test.each([
  [' pk_live_Y2xlcmsuZXhhbXBsZS5jb20k', 'is malformed (it contains a line break, a space'],
  ['pk_live_Y2xlcmsuZXhhbXBsZS5jb20k\n', 'is malformed (it contains a line break, a space'],
  ['"pk_live_Y2xlcmsuZXhhbXBsZS5jb20k"', 'is in quotes'],
  [' sk_live_x', 'is a secret key'],
  ['ak_x', 'is a secret key'],
  ['pk_live_x', 'is not valid'],
])('error: the publishable key %j says what is wrong with it', async (publishableKey, flaw) => {
  const alone = prod({ secretKey: undefined, jwtKey: undefined, publishableKey })
  for (const attempt of [
    () => authenticateRequest(prod({ publishableKey }), fetched()),
    () => authenticateHeader(alone, fetched()),
  ]) {
    await expect(attempt()).rejects.toThrow(`ctx.publishableKey ${flaw}`)
  }
})

test.each([' pk_live_x', '\npk_test_x'])(
  'error: a secret key of %j is a publishable key, whatever blanks stand in front',
  async (secretKey) => {
    const attempt = authenticateHeader(prod({ secretKey, jwtKey: undefined }), fetched())
    await expect(attempt).rejects.toThrow('ctx.secretKey is a publishable key')
  },
)
