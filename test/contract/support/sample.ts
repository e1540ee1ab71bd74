import type { Random } from '#fixtures/random.ts'
import type { Kind, Shape } from './shape.ts'

export interface SampleOptions {
  /** The probability that an optional key is present. Default: 1. */
  optional?: number
  /** The probability that a nullable value is null. Default: 0. */
  nulls?: number
  /** The probability that an object gets an unknown key, and a string an unknown value. Default: 0. */
  surprises?: number
  random?: Random
}

/** Deeper than this, objects have only their required keys, and arrays are empty, since an entity may contain itself. */
const DEEPEST = 6

/**
 * Makes a value of a shape. By default, every key is present. Without `random`, the value is always the same: numbers are `0`,
 * except `limit`, booleans are `false`, and strings are the first known string, if any. Numbers and booleans are falsy because
 * wrong code often loses falsy values.
 */
export function sample(
  shape: Shape,
  options: SampleOptions = {},
  key = 'value',
  depth = 0,
): unknown {
  const { random, optional = 1, nulls = 0, surprises = 0 } = options
  const chance = (probability: number) => (random ? random() < probability : probability >= 1)
  const kinds = [...shape.kinds]
  if (shape.kinds.has('null') && (chance(nulls) || kinds.length === 1)) return null

  switch (
    pick(
      kinds.filter((kind) => kind !== 'null'),
      random,
    )
  ) {
    case 'string': {
      if (chance(surprises)) return `unheard_of_${key}`
      const [first, ...others] = shape.values ?? []
      if (first === undefined) return `${key} 1+2/é`
      return random ? pick([first, ...others], random) : first
    }
    case 'number':
      return random ? Math.floor(random() * 2e12) : key === 'limit' ? 7 : 0
    case 'boolean':
      return random ? random() < 0.5 : false
    case 'date':
      return new Date(1_700_000_000_000)
    case 'file':
      return new Blob(['bytes'], { type: 'image/png' })
    case 'array': {
      const { item } = shape
      if (!item || depth > DEEPEST) return []
      const length = random ? Math.floor(random() * 3) : 2
      return Array.from({ length }, (_, index) =>
        sample(item(), options, `${key}${index}`, depth + 1),
      )
    }
    case 'object': {
      const fields = shape.fields?.() ?? {}
      const found: Record<string, unknown> = {}
      for (const [name, field] of Object.entries(fields)) {
        if (field.required || (depth <= DEEPEST && chance(optional))) {
          found[name] = sample(field.shape, options, name, depth + 1)
        }
      }
      if (!Object.keys(fields).length) found.own_key = { camelCase: [1, null], snake_case: '' }
      if (chance(surprises)) found.unheard_of = { at: 1 }
      return found
    }
    default:
      return { anything: true }
  }
}

/** The order of preference for a value that may have several kinds. */
const PREFERRED: Kind[] = [
  'number',
  'string',
  'boolean',
  'array',
  'object',
  'file',
  'date',
  'unknown',
]

function pick<T>(from: T[], random: Random | undefined): T | undefined {
  if (random) return from[Math.floor(random() * from.length)]
  return from.length === 1
    ? from[0]
    : from.sort((a, b) => PREFERRED.indexOf(a as never) - PREFERRED.indexOf(b as never))[0]
}
