import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = fileURLToPath(new URL('.', import.meta.url))
const source = (path) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url))

/**
 * Resolves `recipe:node.md#Fastify` to the first code below the heading `Fastify` of docs/node.md. Resolves `./clerk`, imported
 * by code of a recipe, to the code below the heading `clerk.ts` of the same document.
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
      // The examples import Express, which is installed only in this folder.
      { find: /^express$/, replacement: `${here}node_modules/express/index.js` },
    ],
  },
  test: { include: ['*.test.mjs'], restoreMocks: true, testTimeout: 60_000, hookTimeout: 60_000 },
})
