import { expect, inject, test } from 'vitest'
import { exampleIn, smokeIn } from './suite.mjs'

// The runtimes that `npm install` provides. `npm run test:runtimes` also tests Deno, Bun, Node 22 and Node 24.

test.each(['node', 'workerd', 'edge-runtime'])(
  'behavior: the smoke suite in %s',
  async (runtime) => {
    expect(await smokeIn(runtime, inject('packed'))).toBeGreaterThan(10)
  },
)

test.each(['node', 'edge-runtime'])(
  'behavior: the edge-function example in %s',
  async (runtime) => {
    await exampleIn(runtime, inject('packed'))
  },
)
