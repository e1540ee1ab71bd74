import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { packInto, root } from '#fixtures/packed.mjs'

const checksums = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.tgz'))
    .sort()
    .map((file) => {
      const hash = createHash('sha256').update(readFileSync(join(folder, file)))
      return `${file} ${hash.digest('hex')}`
    })

test('behavior: two builds of the same sources produce tarballs with the same checksums', () => {
  const folder = mkdtempSync(join(root, '.cache', 'again-'))
  try {
    packInto(folder)

    expect(checksums(folder)).toEqual(checksums(inject('packed')))
    expect(checksums(folder)).toHaveLength(2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
