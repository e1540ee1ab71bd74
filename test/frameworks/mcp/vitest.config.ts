import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const source = (path: string) => `${root}packages/${path}`

export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^clerklet$/, replacement: source('clerklet/src/index.ts') },
      { find: /^clerklet\/(\w+)$/, replacement: source('clerklet/src/$1/index.ts') },
      { find: /^clerklet-emulator$/, replacement: source('emulator/src/index.ts') },
      { find: /^clerklet-emulator\/(\w+)$/, replacement: source('emulator/src/$1.ts') },
      // Resolves the `#` imports of the workspace, since this folder is a separate package.
      { find: /^#fixtures\/(.*)$/, replacement: `${root}test/fixtures/$1` },
      { find: /^#examples\/(.*)$/, replacement: `${root}examples/$1` },
      // The SDK comes from this folder, since the folder of the example has no `node_modules`.
      {
        find: /^@modelcontextprotocol\/sdk\/(.*)$/,
        replacement: `${root}test/frameworks/mcp/node_modules/@modelcontextprotocol/sdk/dist/esm/$1`,
      },
    ],
  },
  test: {
    name: 'mcp',
    include: ['test/frameworks/mcp/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    restoreMocks: true,
  },
})
