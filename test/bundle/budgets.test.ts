import { describe, expect, inject, test } from 'vitest'
import budgets from './budgets.json' with { type: 'json' }
import { type Bundler, bundle, gzipped } from './bundlers.mjs'
import { currentReadme } from './sizes.mjs'

const folder = inject('packed')
const BUNDLERS: Bundler[] = ['esbuild', 'rollup', 'webpack']

describe.each(BUNDLERS)('%s', (bundler) => {
  test.each(budgets)(
    'behavior: $name stays within its budget, for Node, too',
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
  ])(
    'behavior: everything of %s imported and %s used costs what that costs',
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
    ['clerklet/schemas', 'UserSchema', ['FetchError', 'importKey', '/users', 'node:']],
  ] as const)(
    'behavior: %s, %s brings nothing that it does not need',
    async (from, name, words) => {
      const code = await bundle(
        bundler,
        folder,
        `import { ${name} } from '${from}'; globalThis.used = ${name}`,
      )
      expect(code.length).toBeGreaterThan(500)
      // `Buffer` is a global of Node, `ArrayBuffer` one of every runtime.
      const text = code.replaceAll('ArrayBuffer', '')
      expect(words.filter((word) => text.includes(word))).toEqual([])
    },
  )
})

test('behavior: the sizes in the README are those of today', async () => {
  const { readme, current } = await currentReadme(folder)
  expect(readme, 'run: npm run sizes -- --write').toBe(current)
})
