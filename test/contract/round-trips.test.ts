import { ClerkResponseError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { type Random, seeded } from '#fixtures/random.ts'
import { operations } from './operations.ts'
import { call, names, recorder, written } from './support/call.ts'
import { damages, thinned } from './support/damage.ts'
import { sample } from './support/sample.ts'
import { type Kind, type Shape, withRequired } from './support/shape.ts'
import { readSources, type SourceFunction } from './support/sources.ts'
import { readSpecification, type SpecifiedOperation } from './support/specification.ts'
import { traits } from './traits.ts'

/** The number of random responses that each function receives. */
const ROUNDS = 8
/** The number of deeply nested values that a test damages in a response. It damages all values near the root. */
const DEEP_DAMAGES = 15

const specification = readSpecification()
const sources = readSources()
const specified = written.filter((name) => specification.operations.has(operations[name]))
const seed = Number(process.env.CONTRACT_SEED ?? Math.floor(Math.random() * 1e9))

describe.each(specified)(`%s (CONTRACT_SEED=${seed})`, (name) => {
  const operation = specification.operations.get(operations[name]) as SpecifiedOperation
  const source = sources.functions.get(name) as SourceFunction
  const params = source.params && sample(source.params)
  const { status, schema } = operation.success
  // A separate seed for each operation, so that the test of one operation can be repeated alone.
  const random = seeded(seed + names.indexOf(name))

  /** Calls the function, which receives `answer` as the response. If `strict`, a validation issue is thrown. */
  async function receive(answer: unknown, strict: boolean): Promise<unknown> {
    const { ctx } = recorder(answer, status)
    const onDrift = (error: ClerkResponseError) => {
      throw error
    }
    return call(name, source, strict ? { ...ctx, onDrift } : ctx, params)
  }

  if (!schema) {
    if (traits[name]?.responseType === 'text') {
      test('behavior: text is returned unchanged', async () => {
        await expect(receive('<!doctype html>', true)).resolves.toBe('<!doctype html>')
      })
    } else {
      test(`behavior: ${status} without a body is undefined`, async () => {
        await expect(receive(undefined, true)).resolves.toBeUndefined()
      })
    }
    return
  }
  // Our schemas require some keys that the specification does not require, because every response has them.
  const shape = withRequired(specification.answer(operation), source.answer())

  const full = Object.entries(json(sample(shape)) as object)
  const always = full.filter(([key]) => traits[name]?.always?.includes(key))
  const withAlways = (answer: unknown) =>
    always.length ? { ...Object.fromEntries(always), ...(answer as object) } : answer

  test('default', async () => {
    const answer = json(sample(shape))

    await expect(receive(answer, true)).resolves.toEqual(answer)
  })

  test('behavior: documented nulls, omitted keys, unknown keys and values pass', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const answer = withAlways(json(made(shape, random)))

      await expect(receive(answer, true)).resolves.toEqual(answer)
    }
  })

  test('behavior: an undocumented null or missing key passes without onDrift', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const answer = thinned(json(made(shape, random)), random)

      await expect(receive(answer, false)).resolves.toEqual(answer)
    }
  })

  test('error: another kind is refused, and its path is named', async () => {
    const answer = json(sample(shape))
    const all = damages(shape, answer)
    const deep = all.filter(({ path }) => path.split(/[.[]/).length > 3)
    const chosen = new Set(deep.sort(() => random() - 0.5).slice(0, DEEP_DAMAGES))
    for (const damage of all) {
      if (deep.includes(damage) && !chosen.has(damage)) continue
      const { path, value } = damage

      const error = await receive(value, false).catch((thrown: unknown) => thrown)

      expect(error, path).toBeInstanceOf(ClerkResponseError)
      expect((error as ClerkResponseError).issues.map((issue) => issue.path)).toEqual([path])
    }
  })

  const roots = [null, [], {}, '', 'text', 12].filter((root) => !shape.kinds.has(kindOf(root)))
  for (const root of roots) {
    test(`error: a root that is ${JSON.stringify(root)} is refused`, async () => {
      await expect(receive(root, false)).rejects.toBeInstanceOf(ClerkResponseError)
    })
  }
})

function made(shape: Shape, random: Random): unknown {
  return sample(shape, { random, optional: 0.6, nulls: 0.3, surprises: 0.2 })
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : (typeof value as Kind)
}

/** Converts a value to JSON and back, as if it had been received. */
function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
