import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { bundle } from './bundlers.mjs'

const folder = inject('packed')
const GLOBALS = [
  'fetch',
  'Headers',
  'Request',
  'Response',
  'FormData',
  'crypto',
  'URL',
  'URLSearchParams',
  'AbortController',
  'TextEncoder',
]

/** Imports a module in a new Node in which every look at one of these globals is noted. */
function touched(source: string): string[] {
  const scratch = mkdtempSync(join(folder, 'load-'))
  try {
    writeFileSync(join(scratch, 'module.mjs'), source)
    writeFileSync(
      join(scratch, 'watch.mjs'),
      `const seen = []
      for (const name of ${JSON.stringify(GLOBALS)}) {
        const value = globalThis[name]
        Object.defineProperty(globalThis, name, { configurable: true, get: () => (seen.push(name), value) })
      }
      await import('./module.mjs')
      for (const name of ${JSON.stringify(GLOBALS)}) delete globalThis[name]
      console.log(JSON.stringify(seen))`,
    )
    return JSON.parse(
      execFileSync(process.execPath, [join(scratch, 'watch.mjs')], { encoding: 'utf8' }),
    )
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

test('behavior: a bundle of getUser for Node only reads the global fetch, for ofetch', async () => {
  const code = await bundle('esbuild', folder, `export { getUser } from 'clerklet'`, 'node')
  expect(touched(code)).toEqual(['fetch'])
})

test('behavior: clerklet itself only reads the global fetch, for ofetch', () => {
  expect(touched(`import 'clerklet'`)).toEqual(['fetch'])
})

test.each([
  'clerklet/schemas',
  'clerklet/camelize',
  'clerklet/webhooks',
  'clerklet/proxy',
  'clerklet/lambda',
])('behavior: %s looks up no global of the network while it is loaded', (from) => {
  expect(touched(`import '${from}'`)).toEqual([])
})

test.each(['clerklet/verify', 'clerklet/mcp'])(
  'behavior: %s makes a TextEncoder, in jose, and nothing else',
  (from) => {
    expect(touched(`import '${from}'`)).toEqual(['TextEncoder'])
  },
)

test('behavior: the watch notices a touch', () => {
  expect(touched('export const agent = new Headers()')).toEqual(['Headers'])
})
