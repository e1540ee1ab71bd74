import { describe, expect, inject, test } from 'vitest'
import budgets from './budgets.json' with { type: 'json' }
import { type Bundler, bundle, gzipped } from './bundlers.mjs'
import { currentReadme } from './sizes.mjs'

const folder = inject('packed')
const BUNDLERS: Bundler[] = ['esbuild', 'rollup', 'webpack']

/** Words that occur in ofetch, in operations or in code that only Node can run. No adapter needs such code. */
const ADAPTER = ['FetchError', 'email_addresses', 'node:', 'require(', 'Buffer'] as const

/** Words that occur only in the adapters. */
const WORDS = [
  'clerkMiddleware',
  'requireAuth',
  'clerkState',
  'writeHead',
  'multiValueHeaders',
  'oauth-protected-resource',
]

describe.each(BUNDLERS)('%s', (bundler) => {
  test.each(budgets)(
    'behavior: $name stays within its budget, also for Node',
    async ({ code, ...budget }) => {
      for (const platform of ['neutral', 'node'] as const) {
        const minified = await bundle(bundler, folder, code, platform)
        expect(gzipped(minified), platform).toBeLessThanOrEqual(budget[bundler])
      }
    },
  )

  test.each([
    ['clerklet', 'getUser'],
    ['clerklet', 'deleteUser'],
    ['clerklet/verify', 'verifyToken'],
    ['clerklet/webhooks', 'verifyWebhook'],
    ['clerklet/hono', 'headerMiddleware'],
    ['clerklet/node', 'toRequest'],
  ])(
    'behavior: importing * from %s and using %s costs as much as importing that alone',
    async (from, name) => {
      const named = await bundle(
        bundler,
        folder,
        `import { ${name} } from '${from}'; globalThis.used = ${name}`,
      )
      const all = await bundle(
        bundler,
        folder,
        `import * as all from '${from}'; globalThis.used = all.${name}`,
      )
      expect(Math.abs(gzipped(all) - gzipped(named))).toBeLessThan(20)
    },
  )

  test.each([
    [
      'clerklet',
      'getUser',
      [
        'node-fetch-native',
        'undici',
        'node:',
        'require(',
        'process.',
        'Buffer',
        'eval(',
        '/organizations',
        '/billing',
        'SPKI',
        'pkcs8',
      ],
    ],
    ['clerklet', 'deleteUser', ['email_addresses', 'phone_numbers', '/metadata']],
    [
      'clerklet/verify',
      'verifyToken',
      [
        'FetchError',
        'email_addresses',
        'node:',
        'require(',
        'process.',
        'Buffer',
        'setProtectedHeader',
      ],
    ],
    ['clerklet/camelize', 'camelize', ['FetchError', 'importKey', '/users', 'node:', 'email_add']],
    [
      'clerklet/webhooks',
      'handleWebhook',
      ['FetchError', 'compactVerify', 'email_addresses', '~standard', 'nullish', 'node:', 'Buffer'],
    ],
    [
      'clerklet/proxy',
      'proxyFrontendApi',
      [
        'FetchError',
        'ofetch',
        'compactVerify',
        'importKey',
        'nullish',
        'email_addresses',
        'node:',
        'require(',
        'process',
        'Buffer',
      ],
    ],
    ['clerklet/proxy', 'createRedirect', ['fetch', 'Headers', 'compactVerify', 'nullish', 'node:']],
    [
      'clerklet/lambda',
      'toRequest',
      ['FetchError', 'compactVerify', 'nullish', 'email_addresses', 'node:', 'process', 'Buffer'],
    ],
    [
      'clerklet/mcp',
      'authenticateMcp',
      [
        'FetchError',
        'nullish',
        'email_addresses',
        '__session',
        'handshake',
        'setProtectedHeader',
        'node:',
        'process.',
        'Buffer',
      ],
    ],
    ['clerklet/schemas', 'UserSchema', ['FetchError', 'importKey', '/users', 'node:']],
    ['clerklet/hono', 'clerkMiddleware', ADAPTER],
    [
      'clerklet/hono',
      'headerMiddleware',
      // Words of the code for handshakes and for machine tokens, which `headerMiddleware` does not need.
      [...ADAPTER, '__clerk_db_jwt', '/api_keys/verify'],
    ],
    ['clerklet/node', 'clerkMiddleware', ADAPTER],
    ['clerklet/node', 'toRequest', [...ADAPTER, 'importKey', 'nullish', 'fetch(']],
  ] as const)(
    'behavior: a bundle of %s, %s contains no code that it does not need',
    async (from, name, words) => {
      const code = await bundle(
        bundler,
        folder,
        `import { ${name} } from '${from}'; globalThis.used = ${name}`,
      )
      expect(code.length).toBeGreaterThan(500)
      // Removes `ArrayBuffer`, which exists in every runtime, because it contains the word `Buffer`.
      const text = code.replaceAll('ArrayBuffer', '')
      expect(words.filter((word) => text.includes(word))).toEqual([])
    },
  )

  test.each(['clerklet', 'clerklet/verify', 'clerklet/proxy', 'clerklet/webhooks'])(
    'behavior: a bundle of all of %s contains no code of the adapters',
    async (from) => {
      const all = `import * as all from '${from}'; globalThis.used = all`
      const text = await bundle(bundler, folder, all)
      expect(WORDS.filter((word) => text.includes(word))).toEqual([])
    },
  )

  test('behavior: the words that identify the adapters are in their bundles', async () => {
    const all = `import * as hono from 'clerklet/hono'; import * as lambda from 'clerklet/lambda'
import * as mcp from 'clerklet/mcp'; import * as node from 'clerklet/node'
globalThis.used = [hono, lambda, mcp, node]`
    const text = await bundle(bundler, folder, all)
    expect(WORDS.filter((word) => text.includes(word))).toEqual(WORDS)
  })
})

test('behavior: the sizes in the README are up to date', async () => {
  const { readme, current } = await currentReadme(folder)
  expect(readme, 'run: npm run sizes -- --write').toBe(current)
})
