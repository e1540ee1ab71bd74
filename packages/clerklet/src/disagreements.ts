import type { Metadata } from './schema.ts'

/** One place where an answer is not what its schema says. Values are left out: they may be personal data. */
export interface Disagreement {
  /** Where, such as `email_addresses[0].verification`; empty for the root. */
  path: string
  /** The kind that was promised. */
  expected: string
  /** The kind that arrived. */
  received: string
}

/** The parts of a valibot schema that say which kind of value it is for. */
interface SchemaData {
  type: string
  entries?: Record<string, SchemaData>
  item?: SchemaData
  wrapped?: SchemaData
}

/** A schema without its wrappers. */
interface Plan {
  /** Empty when the schema is not for one kind of JSON, as valibot's `unknown` and `union`: everything passes. */
  kind: string
  nullable: boolean
  optional: boolean
  item: Plan | undefined
  /** Without a prototype, so that an answer may have a key such as `constructor`. */
  entries: Record<string, Plan> | undefined
  /** How many of the entries are not optional. */
  required: number
}

/**
 * Compares kinds only, and returns nothing when they agree: a walk over the schema as data, which builds no copy of the
 * answer as valibot's own parsing does.
 *
 * Below the root a missing key or a `null` passes unless `strict`. An array is never an object, at any depth.
 */
export function disagreements(
  schema: SchemaData,
  value: unknown,
  strict: boolean,
): Disagreement[] | undefined {
  return differences(planOf(schema), value, strict || value == null, '')
}

const plans = new WeakMap<SchemaData, Plan>()

/** Made at the first answer, not on import, and kept for as long as the schema is. */
function planOf(schema: SchemaData): Plan {
  let plan = plans.get(schema)
  if (!plan) {
    const kinds = []
    let inner = schema
    for (; inner.wrapped; inner = inner.wrapped) kinds.push(inner.type)
    const { type, item, entries } = inner
    const scalar = /^(boolean|number|string)$/.test(type) ? type : ''
    const kind = entries ? 'object' : item ? 'array' : scalar
    plan = {
      kind,
      nullable: !kind || kinds.some((wrapper) => wrapper !== 'optional'),
      optional: !kind || kinds.some((wrapper) => wrapper !== 'nullable'),
      item: item && planOf(item),
      entries: entries && Object.create(null),
      required: 0,
    }
    for (const key in entries) {
      const entry = planOf(entries[key] as SchemaData)
      if (plan.entries) plan.entries[key] = entry
      if (!entry.optional) plan.required++
    }
    plans.set(schema, plan)
  }
  return plan
}

/**
 * The only walk that most answers see. It follows the keys of the answer, not those of the schema: to list the keys of a
 * parsed object is the cheapest way to read it.
 */
function agrees(plan: Plan, value: unknown, strict: boolean): boolean {
  if (value == null) return !strict || (value === null ? plan.nullable : plan.optional)
  const { kind, item, entries } = plan
  if (item) {
    if (!Array.isArray(value)) return false
    for (const one of value) if (!agrees(item, one, strict)) return false
    return true
  }
  if (!entries) return typeof value === kind || !kind
  if (typeof value !== 'object' || Array.isArray(value)) return false
  let missing = strict ? plan.required : 0
  for (const key in value) {
    const entry = entries[key]
    if (entry) {
      if (!agrees(entry, (value as Metadata)[key], strict)) return false
      if (strict && !entry.optional) missing--
    }
  }
  return missing === 0
}

/** The walk that tells all that is wrong, in the order of the schema. */
function differences(
  plan: Plan,
  value: unknown,
  strict: boolean,
  path: string,
): Disagreement[] | undefined {
  if (agrees(plan, value, strict)) return undefined
  const { kind: expected, item, entries = {} } = plan
  const received = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (received !== expected) return [{ path, expected, received }]
  const parts = item
    ? (value as unknown[]).map((one, index) => differences(item, one, strict, `${path}[${index}]`))
    : Object.keys(entries).map((key) =>
        differences(
          entries[key] as Plan,
          (value as Metadata)[key],
          strict,
          path ? `${path}.${key}` : key,
        ),
      )
  return parts.flatMap((part) => part ?? [])
}
