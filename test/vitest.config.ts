import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = (path: string) => `${root}packages/${path}`

/**
 * Resolves the packages to their sources, so that tests need no build. `bundle`, `compare` and `runtime` test the packed
 * tarballs.
 */
const alias = [
  { find: /^clerklet$/, replacement: source('clerklet/src/index.ts') },
  { find: /^clerklet\/(\w+)$/, replacement: source('clerklet/src/$1/index.ts') },
  { find: /^clerklet-emulator$/, replacement: source('emulator/src/index.ts') },
  { find: /^clerklet-emulator\/(\w+)$/, replacement: source('emulator/src/$1.ts') },
]

const project = (name: string, options: object = {}) => ({
  root,
  resolve: { alias },
  test: { name, include: [`test/${name}/**/*.test.ts`], restoreMocks: true, ...options },
})

/** The lowest releases that clerklet allows, in place of the newest. Installed by test/lowest/setup.ts. */
const lowest = ['jose', 'valibot'].map((name) => ({
  find: new RegExp(`^${name}$`),
  replacement: `${root}test/lowest/packages/node_modules/${name}`,
}))

/** Timeouts for tests with many users or slow password digests, which take seconds on a busy machine. */
const onBusyMachine = { testTimeout: 30_000, hookTimeout: 30_000 }

/** Options for tests of the packed packages, which a global setup builds. */
const onPacked = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  globalSetup: 'test/fixtures/packed.setup.ts',
}

export default defineConfig({
  root,
  test: {
    // One worker for each core, because tests of the packed packages mostly wait for other processes.
    maxWorkers: '100%',
    projects: [
      project('unit', onBusyMachine),
      project('loopback', { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('contract', onBusyMachine),
      project('emulator', onBusyMachine),
      project('types', {
        typecheck: {
          enabled: true,
          only: true,
          include: ['test/types/**/*.test-d.ts'],
          tsconfig: 'test/types/tsconfig.json',
        },
      }),
      {
        root,
        resolve: { alias: [...alias, ...lowest] },
        test: {
          name: 'lowest',
          include: [
            'test/lowest/**/*.test.ts',
            'test/unit/clerklet/{core,schemas,verify/token}/**/*.test.ts',
            'test/contract/{drift,events}.test.ts',
          ],
          globalSetup: 'test/lowest/setup.ts',
          restoreMocks: true,
        },
      },
      project('bundle', onPacked),
      project('compare', onPacked),
      project('runtime', onPacked),
    ],
  },
})
