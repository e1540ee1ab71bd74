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
  /** Nothing when the schema is not for one kind of JSON, as valibot's `unknown` and `union`: everything passes. */
  kind: string | undefined
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
    const { type, wrapped, item, entries } = schema
    if (wrapped) {
      const { nullable, optional, ...inner } = planOf(wrapped)
      plan = {
        nullable: nullable || type !== 'optional',
        optional: optional || type !== 'nullable',
        ...inner,
      }
    } else {
      const kind = /^(array|boolean|number|object|string)$/.test(type) ? type : undefined
      plan = {
        nullable: !kind,
        optional: !kind,
        kind,
        item: item && planOf(item),
        entries: entries && Object.create(null),
        required: 0,
      }
      for (const key in entries) {
        const entry = planOf(entries[key] as SchemaData)
        ;(plan.entries as Record<string, Plan>)[key] = entry
        if (!entry.optional) plan.required++
      }
    }
    plans.set(schema, plan)
  }
  return plan
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
}

/**
 * The only walk that most answers see. It follows the keys of the answer, not those of the schema: to list the keys of a
 * parsed object is the cheapest way to read it.
 */
function agrees(plan: Plan, value: unknown, strict: boolean): boolean {
  if (value == null) return !strict || (value === null ? plan.nullable : plan.optional)
  const { kind, item, entries } = plan
  if (kindOf(value) !== kind) return !kind
  let missing = strict ? plan.required : 0
  if (item) {
    for (const one of value as unknown[]) if (!agrees(item, one, strict)) return false
  }
  if (entries) {
    for (const key in value) {
      const entry = entries[key]
      if (entry) {
        if (!agrees(entry, (value as Metadata)[key], strict)) return false
        if (strict && !entry.optional) missing--
      }
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
  const { kind: expected = 'unknown', item, entries = {} } = plan
  const received = kindOf(value)
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
