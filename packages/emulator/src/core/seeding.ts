import { IdTaken } from './collection.ts'
import { invalid, Refusal } from './errors.ts'
import { didYouMean } from './nearest.ts'
import { checkKinds, type Kinds, required } from './params.ts'

/** The expected type of each field of `T`. A field without an entry is a compile error. */
type KindsOf<T> = { [Name in keyof Required<T>]: Kinds[string] }
type Item<S, Name extends keyof S> = NonNullable<S[Name]> extends readonly (infer T)[] ? T : never

/** For each list of a seed: the expected types of the fields of its items, and the names of the required fields. */
export type Shapes<S> = {
  [Name in keyof S as NonNullable<S[Name]> extends readonly unknown[] ? Name : never]-?: {
    kinds: KindsOf<Item<S, Name>>
    needs: (keyof Item<S, Name> & string)[]
  }
}

/** The metadata fields that users and organizations share. */
export const METADATA = {
  public_metadata: 'object?',
  private_metadata: 'object?',
} as const

/**
 * Returns a part of a seed that must be an object.
 *
 * @throws {TypeError} when the part is not an object.
 */
export function objectOf(place: string, value: unknown): Record<string, unknown> {
  if (isObject(value)) return value
  throw new TypeError(`The seed is refused: ${place} must be an object`)
}

/**
 * Adds the items of a list of a seed, one after another.
 *
 * @throws {TypeError} naming the refused item and the reason.
 */
export function plantEach<T, R>(
  place: string,
  items: readonly T[] = [],
  add: (item: T, i: number) => R,
): R[] {
  return items.map((item, i) => located(`${place}[${i}]`, () => add(item, i)))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Copies a seed without undefined fields, and with each `Date` as text. The emulator changes the copy, but never the caller's
 * seed.
 */
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf)
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString()
  if (!isPlain(value)) return value
  const given = Object.entries(value).filter(([, field]) => field !== undefined)
  return Object.fromEntries(given.map(([name, field]) => [name, copyOf(field)]))
}

/** Whether a value is a plain object, of any realm. */
function isPlain(value: unknown): value is object {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * Checks the lists of a seed, or the lists in a part of a seed. `place` is the prefix of that part, such as `billing.`
 *
 * @param others Other known names for the message about an unknown list, such as `settings`.
 * @throws {TypeError} naming the first part that is refused, and its place.
 */
export function checkLists(
  place: string,
  lists: Record<string, unknown>,
  shapes: Record<string, { kinds: Kinds; needs: string[] }>,
  others: string[] = [],
): void {
  const known = [...others, ...Object.keys(shapes)]
  for (const [name, value] of Object.entries(lists)) {
    if (value === undefined) continue
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
    if (!shape) {
      throw new TypeError(
        `The seed is refused: ${place}${name} is unknown.${didYouMean(name, known)} It takes ${known.join(', ')}`,
      )
    }
    if (!Array.isArray(value)) {
      throw new TypeError(`The seed is refused: ${place}${name} must be a list`)
    }
    value.forEach((item, i) => {
      checkItem(`${place}${name}[${i}]`, item, shape.kinds, shape.needs)
    })
  }
}

function checkItem(place: string, item: unknown, kinds: Kinds, needs: string[]): void {
  const given = objectOf(place, item)
  located(place, () => {
    checkKinds(given, kinds, '', didYouMean)
    required(given, ...needs)
    if (given.id === '') throw invalid('id', 'form_param_nil', 'is empty', 'id must not be empty')
  })
}

/**
 * Calls `plant`, which adds or checks a part of a seed.
 *
 * @throws {TypeError} naming the part, when `plant` throws a `Refusal` or `IdTaken`. Other errors are thrown unchanged.
 */
export function located<T>(place: string, plant: () => T): T {
  try {
    return plant()
  } catch (error) {
    if (error instanceof IdTaken) {
      throw new TypeError(`The seed is refused: ${place}.${error.message}`)
    }
    if (!(error instanceof Refusal)) throw error
    const [first] = error.errors
    const param = first?.meta?.param_name
    const long = `${first?.long_message ?? first?.message}`
    if (typeof param === 'string' && long.startsWith(param)) {
      throw new TypeError(`The seed is refused: ${place}.${long}`)
    }
    throw new TypeError(`The seed is refused: ${place}: ${first?.code}: ${long}`)
  }
}
