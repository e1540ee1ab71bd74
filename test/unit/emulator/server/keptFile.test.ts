import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from 'clerklet-emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keptFile } from '#emulator/server/keptFile.ts'
import { signingKeyOf } from '#emulator/server/signingKey.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clerklet-kept-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

/** The number in the last content that `make` created. Each content has a new number. */
let count = 0
const make = async () => `${++count}`
const read = (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined)

test('default: the file is created once, and only its owner can read it', async () => {
  const path = join(root, 'deep/er/number')
  const { content, problem } = await keptFile(path, make, read)
  expect(problem).toBe(undefined)
  expect(await keptFile(path, make, read)).toEqual({ content })
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(root, 'deep/er')).mode & 0o777).toBe(0o700)
  expect(readdirSync(join(root, 'deep/er'))).toEqual(['number'])
})

test('behavior: concurrent calls return the same content', async () => {
  const path = join(root, 'number')
  const found = await Promise.all(Array.from({ length: 20 }, () => keptFile(path, make, read)))
  const [first] = found
  expect(found).toEqual(found.map(() => ({ content: first?.content })))
  expect(read(readFileSync(path, 'utf8'))).toBe(first?.content)
  expect(readdirSync(root)).toEqual(['number'])
})

test('behavior: invalid content is replaced', async () => {
  const path = join(root, 'number')
  writeFileSync(path, 'damaged')
  const { content, problem } = await keptFile(path, make, read)
  expect(problem).toBe(undefined)
  expect(readFileSync(path, 'utf8')).toBe(`${content}`)
  expect(readdirSync(root)).toEqual(['number'])
})

test('behavior: a folder that is not writable is reported as a problem, and does not throw', async () => {
  // Uses a file in place of the folder, since permissions do not stop the superuser.
  writeFileSync(join(root, 'file'), '')
  const { content, problem } = await keptFile(join(root, 'file/number'), make, read)
  expect(content).toBe(count)
  expect(problem).toMatch(/ENOTDIR|EEXIST/)
})

test('behavior: a folder in place of the file is reported as a problem, and is not changed', async () => {
  mkdirSync(join(root, 'number'))
  const { content, problem } = await keptFile(join(root, 'number'), make, read)
  expect(content).toBe(count)
  expect(problem).toBeTypeOf('string')
  expect(readdirSync(root)).toEqual(['number'])
})

test('behavior: each name of an instance has a separate signing key', async () => {
  const first = await signingKeyOf('shop', root)
  expect(first.problem).toBe(undefined)
  expect(await signingKeyOf('shop', root)).toEqual(first)
  expect((await signingKeyOf('@acme/../shop', root)).content.n).not.toBe(first.content.n)
  expect(readdirSync(root)).toHaveLength(2)

  const { ctx } = createEmulator({ instance: 'shop', signingKey: first.content })
  expect(ctx.jwtKey).toContain('BEGIN PUBLIC KEY')
})

test.each(['', '{}', 'null', '{"kty":"RSA","n":"x"}'])(
  'behavior: a damaged signing key is replaced: %j',
  async (content) => {
    await signingKeyOf('shop', root)
    const [name = ''] = readdirSync(root)
    writeFileSync(join(root, name), content)
    const { content: made } = await signingKeyOf('shop', root)
    expect(JSON.parse(readFileSync(join(root, name), 'utf8')).n).toBe(made.n)
  },
)
