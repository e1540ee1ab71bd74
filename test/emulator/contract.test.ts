import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { operations } from '../contract/operations.ts'
import { pending } from './pending.ts'
import { checkEvents } from './support/events.ts'
import { type Answered, createWorld, type Scenarios } from './support/scenarios.ts'

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
  const names = Object.keys(operations).filter((name) => !pending.has(name))

  test.each(names)('%s succeeds in a scenario, and is refused in one', (name) => {
    const { successes = 0, refusals = 0 } = counts.get(name) ?? {}
    expect(successes).toBeGreaterThan(0)
    expect(refusals).toBeGreaterThan(0)
  })

  test('none that has its scenarios is listed as pending', () => {
    const done = [...pending].filter((name) => {
      const { successes = 0, refusals = 0 } = counts.get(name) ?? {}
      return successes && refusals
    })
    expect(done).toEqual([])
  })
})
