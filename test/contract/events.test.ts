import { WebhookEventSchemas } from 'clerklet/schemas'
import { describe, expect, test } from 'vitest'
import { compareWithSchema } from '#clerklet/core/compareWithSchema.ts'
import { deviations, eventDeviations } from './deviations.ts'
import { compare } from './support/compare.ts'
import { explainer } from './support/explain.ts'
import { readSources } from './support/sources.ts'
import { readSpecification } from './support/specification.ts'
import { schemaShape } from './support/valibot.ts'

const types = Object.keys(WebhookEventSchemas) as (keyof typeof WebhookEventSchemas)[]
const { events, shape } = readSpecification('webhooks-2025-04-15')
const entities = explainer(deviations)
const own = explainer(eventDeviations)
const data = readSources().typeNamed('schemas/webhookEvents.ts', 'WebhookEventData').fields?.()

test('default: there are 46 types of events', () => {
  expect(types).toHaveLength(46)
})

/** Returns the differences that neither `eventDeviations` nor `deviations` explains. */
const unexplained = (found: Set<string>) => own.unexplained(new Set(entities.unexplained(found)))

test('default: every type of event has a schema, and every schema belongs to a type', () => {
  const found = new Set<string>()
  for (const type of events.keys()) {
    if (!(type in WebhookEventSchemas)) found.add(`${type}: missing here`)
  }
  for (const type of types) {
    if (!events.has(type)) found.add(`${type}: not in the specification`)
  }

  expect(unexplained(found)).toEqual([])
})

describe.each(types.filter((type) => events.has(type)))('%s', (type) => {
  const { schema = {}, examples = [] } = events.get(type) ?? {}

  test('behavior: its schema agrees with the specification', () => {
    const found = new Set<string>()
    compare(found, type, schemaShape(WebhookEventSchemas[type]), shape(schema), 'answer')

    expect(unexplained(found)).toEqual([])
  })

  test('behavior: the type of its data lists the specified values', () => {
    const found = new Set<string>()
    const ours = data?.[type]?.shape
    const theirs = shape(schema).fields?.().data?.shape
    if (!ours || !theirs) throw new Error(`${type} has no data`)
    compare(found, `${type}.data`, ours, theirs, 'values')
    const lines = [...found].filter((line) =>
      /: (the (known )?values|value|deprecated) /.test(line),
    )

    expect(unexplained(new Set(lines))).toEqual([])
  })

  test('behavior: the examples of the specification agree with its schema', () => {
    expect(examples.length).toBeGreaterThan(0)
    const found = examples.flatMap(
      (example) => compareWithSchema(WebhookEventSchemas[type] as never, example, true) ?? [],
    )
    const lines = found.map(
      ({ path, expected, received }) =>
        `${type}: ${path}: ${received} in an example, not ${expected}`,
    )

    expect(own.unexplained(new Set(lines))).toEqual([])
  })
})

test('behavior: every deviation still occurs', () => {
  expect(own.unused()).toEqual([])
})
