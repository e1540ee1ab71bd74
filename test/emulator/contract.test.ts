import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import errorCodes from '#contract/errorCodes.json' with { type: 'json' }
import { operations } from '#contract/operations.ts'
import { readFacts } from '#contract/support/specification.ts'
import { simplified } from './simplified.ts'
import { codesIn, documentedCodes, isCode } from './support/documentedCodes.ts'
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
  test.each(Object.keys(operations))('%s has a scenario of success and one of refusal', (name) => {
    const { successes = 0, refusals = 0 } = counts.get(name) ?? {}
    expect(successes).toBeGreaterThan(0)
    expect(refusals).toBeGreaterThan(0)
  })

  test('SUPPORTED.md is up to date', async () => {
    await expect(await supported(counts)).toMatchFileSnapshot(
      '../../packages/emulator/SUPPORTED.md',
    )
  })

  test('each entry in simplified.ts names an existing operation', () => {
    expect(Object.keys(simplified).filter((name) => !Object.hasOwn(operations, name))).toEqual([])
  })
})

describe('error codes in doc comments', () => {
  const { paths = {} } = readFacts()
  const listed = Object.entries(errorCodes.codes)

  /** Whether Clerk lists a code under a status that the specification documents for an operation. */
  function isListed(operation: string, code: string): boolean {
    const [method = '', route = ''] = operations[operation as keyof typeof operations].split(' ')
    const responses = paths[route]?.[method.toLowerCase()]?.responses ?? {}
    return listed.some(
      ([status, codes]) => status in responses && codes.some((one) => isCode(code, one)),
    )
  }

  test('each code occurs in a scenario, is listed by Clerk, or links to its source', () => {
    const documented = documentedCodes()
    const unproven = documented.filter(({ operation, code, hasSource }) => {
      const seen = [...(counts.get(operation)?.codes ?? [])]
      return !hasSource && !seen.some((one) => isCode(one, code)) && !isListed(operation, code)
    })

    expect(documented.length).toBeGreaterThan(300)
    expect(unproven.map(({ operation, code }) => `${operation}: ${code}`)).toEqual([])
  })

  test.each([
    ['`a_b` when there is no `c_d`.', ['a_b']],
    ['`a_b`, `c_d`.', ['a_b', 'c_d']],
    ['`a_b` when it is taken, `c_d` when\n *   `e_f` is set; `g_h` allows both.', ['a_b', 'c_d']],
    ['`a_b` when it is taken, unless `e_f` is set.', ['a_b']],
    ['400 or `form_…` codes when the domain is refused.', ['form_*']],
  ])('codes are found in %j', (text, codes) => {
    const found = codesIn(
      `/**\n * @throws {ClerkApiError} ${text}\n * @throws {ClerkConfigError} \`i_j\`\n */`,
    )
    expect(found.map(({ code }) => code)).toEqual(codes)
  })
})
