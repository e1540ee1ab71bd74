import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nearestPackageName } from '#emulator/server/instanceName.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clerklet-name-'))
  mkdirSync(join(root, 'shop/src'), { recursive: true })
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const write = (path: string, content: string) => writeFileSync(join(root, path), content)

test('default: the name is emulator without a package.json', async () => {
  expect(await nearestPackageName(join(root, 'shop/src'))).toBe('emulator')
})

test('behavior: the name is that of the nearest package.json', async () => {
  write('package.json', '{"name": "workspace"}')
  expect(await nearestPackageName(join(root, 'shop/src'))).toBe('workspace')
  write('shop/package.json', '{"name": "@acme/shop"}')
  expect(await nearestPackageName(join(root, 'shop/src'))).toBe('@acme/shop')
  expect(await nearestPackageName(join(root, 'shop'))).toBe('@acme/shop')
  expect(await nearestPackageName(root)).toBe('workspace')
})

test('behavior: a byte order mark is allowed', async () => {
  write('shop/package.json', '\uFEFF{"name": "shop"}')
  expect(await nearestPackageName(join(root, 'shop'))).toBe('shop')
})

test.each(['{"type": "module"}', '{"name": ""}', '{"name": 7}', '{', 'null', ''])(
  'behavior: a package.json without a name is skipped: %s',
  async (content) => {
    write('package.json', '{"name": "workspace"}')
    write('shop/src/package.json', content)
    expect(await nearestPackageName(join(root, 'shop/src'))).toBe('workspace')
  },
)
