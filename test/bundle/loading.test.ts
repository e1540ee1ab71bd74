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

/** Imports a module in a new process of Node. Returns the names of the `GLOBALS` that are read during the import. */
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
])('behavior: %s reads none of these globals while it is loaded', (from) => {
  expect(touched(`import '${from}'`)).toEqual([])
})

test.each(['clerklet/verify', 'clerklet/mcp'])(
  'behavior: %s reads only TextEncoder, for jose, while it is loaded',
  (from) => {
    expect(touched(`import '${from}'`)).toEqual(['TextEncoder'])
  },
)

test('behavior: a read of a global is recorded', () => {
  expect(touched('export const agent = new Headers()')).toEqual(['Headers'])
})
