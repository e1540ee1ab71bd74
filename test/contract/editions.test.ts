import { expect, test, vi } from 'vitest'
import { deviations } from './deviations.ts'
import { operations } from './operations.ts'
import { names } from './support/call.ts'
import {
  answerDifferences,
  deprecationDifferences,
  paramsDifferences,
} from './support/differences.ts'
import { explainer } from './support/explain.ts'
import { readSources, type SourceFunction } from './support/sources.ts'
import { readSpecification } from './support/specification.ts'

vi.mock('#clerklet/core/request.ts', async (load) => {
  const { recording } = await import('./support/answers.ts')
  return recording(await load())
})

const sources = readSources()

/** Older editions of the specification. Differences from them are expected, and recorded in `editions/`. */
const EDITIONS = ['2025-11-10', '2024-10-01']

// After an intended change: npx vitest run --config test/vitest.config.ts --project contract editions -u
test.each(EDITIONS)(
  'behavior: the differences from the edition of %s are recorded',
  async (edition) => {
    const lines = await differencesFrom(`bapi-${edition}`)

    expect(lines.length).toBeGreaterThan(10)
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`editions/${edition}.txt`)
  },
  60_000,
)

/** Lists the differences between our functions and an edition of the specification, except those that `deviations` explains. */
async function differencesFrom(edition: string): Promise<string[]> {
  const specification = readSpecification(edition)
  const rows = new Set<string>(Object.values(operations))
  const found = new Set<string>()
  for (const key of specification.operations.keys()) {
    if (!rows.has(key)) found.add(`${key}: missing here`)
  }
  for (const name of names) {
    const operation = specification.operations.get(operations[name])
    const source = sources.functions.get(name) as SourceFunction
    if (!operation) {
      found.add(`${name}: not in the specification`)
      continue
    }
    const compared = { name, source, operation, specification }
    for (const line of deprecationDifferences(compared)) found.add(line)
    for (const line of paramsDifferences(compared)) found.add(line)
    for (const line of await answerDifferences(compared)) found.add(line)
  }
  return explainer(deviations).unexplained(found).sort()
}
