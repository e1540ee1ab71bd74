import { describe, expect, test, vi } from 'vitest'
import { programsOf, readProgram } from './support/programs.ts'

const program = programsOf('testing.md', { 'src/worker.ts': readProgram('start.md', 'Worker') })

// The tests of the page become tests of this file.
describe('the tests of the page', async () => {
  await program('A test of a Worker')
})

test.each([
  ['Without hooks', Date.UTC(2030, 0, 1, 1)],
  ['Without an emulator', 3],
])('behavior: the program %s prints its result', async (heading, printed) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await program(heading)
  expect(log.mock.calls).toEqual([[printed]])
})
