import type { Random } from '#fixtures/random.ts'
import type { Kind, Shape } from './shape.ts'

/** A response in which one value has the wrong JSON type. */
export interface Damage {
  /** The path of the value, as in errors: `data[0].email_addresses[0].id`. */
  path: string
  value: unknown
}

const CANDIDATES: [Kind, unknown][] = [
  ['number', 12],
  ['string', 'text'],
  ['boolean', true],
  ['array', []],
  ['object', {}],
]

/** Returns a damaged response for each required key and the first item of each array, except for values of kind `unknown`. */
export function damages(shape: Shape, answer: unknown): Damage[] {
  return [...places(shape, answer, [])].flatMap(({ at, shape }) => {
    const wrong = CANDIDATES.find(([kind]) => !shape.kinds.has(kind))
    if (!wrong || shape.kinds.has('unknown')) return []
    return { path: named(at), value: replaced(answer, at, wrong[1]) }
  })
}

type Place = (string | number)[]

function* places(shape: Shape, value: unknown, at: Place): Generator<{ at: Place; shape: Shape }> {
  const children: [string | number, Shape, unknown][] = []
  if (Array.isArray(value)) {
    const item = shape.item?.()
    if (item && value.length) children.push([0, item, value[0]])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(shape.fields?.() ?? {})) {
      if (field.required && key in value) {
        children.push([key, field.shape, (value as Record<string, unknown>)[key]])
      }
    }
  }
  for (const [key, child, inner] of children) {
    const place = [...at, key]
    yield { at: place, shape: child }
    yield* places(child, inner, place)
  }
}

function named(at: Place): string {
  return at.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${key}` : key),
    '',
  )
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) }
  copy[key] = replaced(copy[key], rest, by)
  return copy
}

/** Returns a copy from which some keys are removed, and in which some values below the root are null. */
export function thinned(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (random() < 0.1 ? null : thinned(item, random)))
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(() => random() > 0.15)
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, random() < 0.15 ? null : thinned(inner, random)]),
  )
}
