import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = fileURLToPath(new URL('.', import.meta.url))
const source = (path) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url))

/**
 * `recipe:node.md#Fastify` is the first code below that heading of the document. Code with the heading `server.ts` imports that of
 * the heading `clerk.ts` as `./clerk`.
 */
const recipes = {
  name: 'recipes',
  resolveId(id, importer) {
    if (id.startsWith('recipe:')) return `${here}${id.slice(7).replace(/\.ts$/, '')}.ts`
    const [document] = /^.*\.md#/.exec(importer ?? '') ?? []
    return document && id.startsWith('./') ? `${document}${id.slice(2)}.ts` : undefined
  },
  load(id) {
    const [, document, heading] = /([\w-]+\.md)#([\w./]+)\.ts$/.exec(id) ?? []
    if (!document) return undefined
    const page = readFileSync(source(`clerklet/docs/${document}`), 'utf8')
    const [, code] =
      new RegExp(
        `^#+ (?:${heading}|\`${heading}\\.ts\`)\n[^]*?^\`\`\`ts\n([^]*?)^\`\`\``,
        'm',
      ).exec(page) ?? []
    if (code === undefined) throw new Error(`${document} has no code below the heading ${heading}`)
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
      // The examples import Express, and are outside of this folder, which has it.
      { find: /^express$/, replacement: `${here}node_modules/express/index.js` },
    ],
  },
  test: { include: ['*.test.mjs'], restoreMocks: true, testTimeout: 60_000, hookTimeout: 60_000 },
})
