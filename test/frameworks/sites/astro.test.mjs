// Tests the recipe of docs/astro.md, built by Astro and started with its adapter for Node.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { scenarios } from './scenarios.mjs'

const from = (path) => fileURLToPath(new URL(path, import.meta.url))
const astro = from('../astro/node_modules/astro/bin/astro.mjs')
const tsc = from('../../../node_modules/typescript/bin/tsc')

const running = scenarios('astro', {
  // Astro needs Node 22 or later.
  node:
    Number.parseInt(process.versions.node, 10) >= 22
      ? process.execPath
      : from('../../runtime/toolchains/node_modules/node24/bin/node'),
  build: [
    [astro, 'build'],
    [tsc, '--noEmit'],
  ],
  start: ['dist/server/entry.mjs'],
})

test('behavior: a page that is rendered at build time needs no keys and sets no cookies', async () => {
  const cookie = await running.expiredCookies()
  const { status, cookies, text } = await running.ask('/prerendered', { cookie })
  expect([status, cookies]).toEqual([200, []])
  expect(text).toContain('Rendered at build time')
})

test('behavior: cookies reach the browser with a response of fetch', async () => {
  const cookie = await running.expiredCookies()
  const { status, cookies, text } = await running.ask('/api/upstream', { cookie })
  expect([status, text]).toEqual([200, 'from elsewhere'])
  expect(cookies.map((line) => line.split('=', 1)[0])).toContain('__session')
})

test('behavior: the cookies of the endpoint are sent, and no cache stores those of the session', async () => {
  const plain = await running.ask('/api/cookie')
  expect(plain.headers['cache-control']).toBe('public, max-age=60')
  expect(plain.cookies).toEqual(['theme=dark; Path=/'])
  const cookie = await running.expiredCookies()
  const { headers, cookies } = await running.ask('/api/cookie', { cookie })
  expect(headers['cache-control']).toBe('private, no-store')
  const names = cookies.map((line) => line.split('=', 1)[0])
  expect(names).toEqual(expect.arrayContaining(['theme', '__session']))
})
