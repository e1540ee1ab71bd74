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
  /** https://standardschema.dev */
  '~standard': { validate(value: unknown): object }
  entries?: Record<string, SchemaData>
  item?: SchemaData
  wrapped?: SchemaData
}

/** A schema without its wrappers. Without scalar, item and entries, as for valibot's `unknown` and `union`, everything passes. */
interface Plan {
  /** What `typeof` says of values without parts. */
  scalar: string
  nullable: boolean
  optional: boolean
  item: Plan | undefined
  entries: Map<string, Plan> | undefined
  /** The keys of the last answer, in its order. */
  keys: string[]
  /** What each of these keys has among the entries, and the scalar of that. */
  plans: (Plan | undefined)[]
  scalars: string[]
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
    let inner = schema
    while (inner.wrapped) inner = inner.wrapped
    const { type, item, entries } = inner
    const scalar = /^(boolean|number|string)$/.test(type) ? type : ''
    const isAny = !(scalar || item || entries)
    // Only a wrapper lets null or undefined pass where what it wraps does not.
    const passes = (value: unknown) =>
      isAny || (schema !== inner && !('issues' in schema['~standard'].validate(value)))
    plan = {
      scalar,
      nullable: passes(null),
      optional: passes(undefined),
      item: item && planOf(item),
      entries:
        entries && new Map(Object.entries(entries).map(([key, entry]) => [key, planOf(entry)])),
      keys: [],
      plans: [],
      scalars: [],
    }
    plans.set(schema, plan)
  }
  return plan
}

/**
 * The only walk that most answers see. It follows the keys of the answer, not those of the schema: to list the keys of a
 * parsed object is the cheapest way to read it. Nor does it look them up again while they come as they came the last time.
 */
function agrees(plan: Plan, value: unknown, strict: boolean): boolean {
  if (value == null) return !strict || (value === null ? plan.nullable : plan.optional)
  const { scalar, item, entries } = plan
  if (item) {
    if (!Array.isArray(value)) return false
    for (const one of value) if (!agrees(item, one, strict)) return false
    return true
  }
  if (!entries) return !scalar || isScalar(scalar, value)
  if (typeof value !== 'object' || Array.isArray(value)) return false
  // Free-form data.
  if (!entries.size) return true
  const { keys, plans, scalars } = plan
  let place = 0
  for (const key in value) {
    const at = place++
    if (keys[at] !== key) {
      const entry = entries.get(key)
      keys[at] = key
      plans[at] = entry
      scalars[at] = entry?.scalar ?? ''
    }
    const part = (value as Metadata)[key]
    // Most parts are settled here, without a look at their plan.
    if (part === null ? !strict : isScalar(scalars[at], part)) continue
    const entry = plans[at]
    if (!entry || (entry.item && Array.isArray(part) && part.length === 0)) continue
    if (!agrees(entry, part, strict)) return false
  }
  if (strict) {
    for (const [key, { optional }] of entries) if (!optional && !(key in value)) return false
  }
  return true
}

/** `typeof value === scalar`, in a form that costs next to nothing. */
function isScalar(scalar: string | undefined, value: unknown): boolean {
  if (scalar === 'string') return typeof value === 'string'
  if (scalar === 'boolean') return typeof value === 'boolean'
  return scalar === 'number' && typeof value === 'number'
}

/** The walk that tells all that is wrong, in the order of the schema. */
function differences(
  plan: Plan,
  value: unknown,
  strict: boolean,
  path: string,
): Disagreement[] | undefined {
  if (agrees(plan, value, strict)) return undefined
  const { scalar, item, entries = [] } = plan
  const expected = item ? 'array' : scalar || 'object'
  const received = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (received !== expected) return [{ path, expected, received }]
  const parts = item
    ? (value as unknown[]).map((one, index) => differences(item, one, strict, `${path}[${index}]`))
    : [...entries].map(([key, entry]) =>
        differences(entry, (value as Metadata)[key], strict, path ? `${path}.${key}` : key),
      )
  return parts.flatMap((part) => part ?? [])
}
