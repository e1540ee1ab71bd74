import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSeedFile } from '#emulator/server/seedFile.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clerklet-seed-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

function file(text: string): string {
  const path = join(root, 'seed.json')
  writeFileSync(path, text)
  return path
}

test.each(['', '\uFEFF'])('default: the seed in the file, after the prefix %j', async (mark) => {
  expect(await readSeedFile(file(`${mark}{"users": []}`))).toEqual({ users: [] })
})

test('error: a missing file, and a file that is not JSON', async () => {
  await expect(readSeedFile(join(root, 'none.json'))).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('the seed cannot be read: ENOENT'),
  })
  await expect(readSeedFile(file('{"users": [}'))).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('seed.json is not JSON: '),
  })
})
