import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { packed } from '../../fixtures/packed.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** Returns the path of a file of the packed packages. */
const built = (path) => `${packed()}/node_modules/${path}`

export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^clerklet$/, replacement: built('clerklet/dist/index.mjs') },
      { find: /^clerklet-emulator$/, replacement: built('clerklet-emulator/dist/index.mjs') },
      { find: /^clerklet-emulator\/(\w+)$/, replacement: built('clerklet-emulator/dist/$1.mjs') },
      { find: /^#browser\/(.*)$/, replacement: `${root}test/browser/$1` },
      { find: /^#fixtures\/(.*)$/, replacement: `${root}test/fixtures/$1` },
    ],
  },
  test: {
    name: 'sites',
    include: ['test/frameworks/sites/*.test.mjs'],
    testTimeout: 60_000,
    // The sites are built in a hook.
    hookTimeout: 240_000,
  },
})
