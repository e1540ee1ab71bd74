import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { operations } from '#contract/operations.ts'
import { simplified } from './simplified.ts'
import { checkEvents } from './support/events.ts'
import { type Answered, createWorld, type Scenarios } from './support/scenarios.ts'
import { supported } from './support/supported.ts'

const counts = new Map<string, Answered>()

for (const file of readdirSync(new URL('scenarios', import.meta.url))) {
  const name = file.replace('.ts', '')
  const { scenarios } = (await import(`./scenarios/${name}.ts`)) as { scenarios: Scenarios }
  describe(name, () => {
    test.each(Object.entries(scenarios))('%s', async (_, scenario) => {
      const world = createWorld(counts)
      await scenario(world)
      checkEvents(world.emulator)
    })
  })
}

describe('every operation', () => {
  test.each(Object.keys(operations))('%s succeeds in a scenario, and is refused in one', (name) => {
    const { successes = 0, refusals = 0 } = counts.get(name) ?? {}
    expect(successes).toBeGreaterThan(0)
    expect(refusals).toBeGreaterThan(0)
  })

  test('is on the page that tells what is supported', async () => {
    await expect(supported(counts)).toMatchFileSnapshot('../../packages/emulator/SUPPORTED.md')
  })

  test('no simplification is of an operation that is not there', () => {
    expect(Object.keys(simplified).filter((name) => !Object.hasOwn(operations, name))).toEqual([])
  })
})
