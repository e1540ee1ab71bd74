import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = fileURLToPath(new URL('.', import.meta.url))
const source = (path) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url))

/** `recipe:node.md#Fastify` is the first code below that heading of the document. */
const recipes = {
  name: 'recipes',
  resolveId: (id) => (id.startsWith('recipe:') ? `${here}${id.slice(7)}.ts` : undefined),
  load(id) {
    const [, document, heading] = /([\w-]+\.md)#(\w+)\.ts$/.exec(id) ?? []
    if (!document) return undefined
    const page = readFileSync(source(`clerklet/docs/${document}`), 'utf8')
    const [, code] = new RegExp(`^#+ ${heading}\n[^]*?^\`\`\`ts\n([^]*?)^\`\`\``, 'm').exec(page)
    return code
  },
}

export default defineConfig({
  root: here,
  plugins: [recipes],
  resolve: {
    alias: [
      { find: /^clerklet$/, replacement: source('clerklet/src/index.ts') },
      { find: /^clerklet\/(\w+)$/, replacement: source('clerklet/src/$1/index.ts') },
      { find: /^clerklet-emulator$/, replacement: source('emulator/src/index.ts') },
      { find: /^clerklet-emulator\/(\w+)$/, replacement: source('emulator/src/$1.ts') },
      // For the examples, which are not below this folder.
      { find: /^express$/, replacement: `${here}node_modules/express/index.js` },
    ],
  },
  test: { include: ['*.test.mjs'], restoreMocks: true, testTimeout: 60_000, hookTimeout: 60_000 },
})
