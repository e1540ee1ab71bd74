import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'

const json = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), 'utf8'))
const { dependencies: allowed } = json('packages/clerklet/package.json')
const { dependencies: installed } = json('test/lowest/packages/package.json')

test.each(Object.keys(installed))(
  'behavior: the installed %s is the lowest that clerklet allows',
  (name) => {
    expect(allowed[name]).toBe(`^${installed[name]}`)
    expect(json('test/lowest/packages/node_modules', name, 'package.json').version).toBe(
      installed[name],
    )
  },
)
