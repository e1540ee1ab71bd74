import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../../../', import.meta.url))

export default defineConfig({
  root,
  resolve: {
    alias: [
      // The packages as they are built, which is how the sites import them.
      { find: /^clerklet-emulator$/, replacement: `${root}packages/emulator/dist/index.mjs` },
      { find: /^clerklet-emulator\/(\w+)$/, replacement: `${root}packages/emulator/dist/$1.mjs` },
      { find: /^#browser\/(.*)$/, replacement: `${root}test/browser/$1` },
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
