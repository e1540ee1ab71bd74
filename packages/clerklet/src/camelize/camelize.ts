/** The fields whose content stays unchanged, unless it is a list: data of the application, and data without a specification. */
const FREE_FORM = [
  'act',
  'actor',
  'attributeMapping',
  'claims',
  'externalAccount',
  'headers',
  'mappings',
  'meta',
  'reassignmentMappings',
  'requestHeaders',
] as const

/** The fields whose content stays unchanged only in some entities, by the `object` of these entities. */
const FREE_FORM_IN = {
  email: ['data'],
  sms_message: ['data'],
  commerce_payment: ['payee', 'subscriptionItem'],
} as const

type FreeForm<Parent> =
  | (typeof FREE_FORM)[number]
  | 'metadata'
  | `${string}Metadata`
  | (Parent extends { object: keyof typeof FREE_FORM_IN }
      ? (typeof FREE_FORM_IN)[Parent['object']][number]
      : never)

type Letter =
  | ('a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm')
  | ('n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z')

/** Converts `a_b` to `aB`. A name with a capital letter is not snake_case and stays unchanged. */
type CamelCase<Name> = Name extends Lowercase<Name & string> ? Joined<Name> : Name

type Joined<
  Name extends string,
  Start extends string = '',
> = Name extends `${infer Head}_${infer Tail}`
  ? `${Start}${Head}` extends ''
    ? Joined<Tail, '_'>
    : Tail extends `${Letter}${string}`
      ? Joined<Capitalize<Tail>, `${Start}${Head}`>
      : Joined<Tail, `${Start}${Head}_`>
  : `${Start}${Name}`

/** The camelCase name of a key. The key stays unchanged when another key of the object has that name. */
type NewKey<Key, Parent> = CamelCase<Key> extends keyof Parent ? Key : CamelCase<Key>

/** The type of a field whose name is free-form: unchanged, except that an array is converted, because it contains entities. */
type LeftAlone<Value> = Value extends readonly unknown[] ? Camelized<Value> : Value

type Primitive = string | number | boolean | null | undefined

/** The result type of {@link camelize}. */
export type Camelized<Value> = Value extends Primitive | { kty: string }
  ? Value
  : Value extends readonly unknown[]
    ? { [Index in keyof Value]: Camelized<Value[Index]> }
    : unknown extends Value
      ? Value
      : {
          [Key in keyof Value as NewKey<Key, Value>]: CamelCase<Key> extends FreeForm<Value>
            ? LeftAlone<Value[Key]>
            : Camelized<Value[Key]>
        }

/**
 * Makes a copy of a response, or of a webhook event, whose keys are in camelCase at every depth. The types follow: `first_name`
 * of a `User` is `firstName` of a `Camelized<User>`.
 *
 * Free-form fields are renamed, but keep their content, which is shared with the original. They are metadata, `claims`,
 * `actor`, `act`, `attribute_mapping`, `headers`, `mappings`, `meta`, and fields that no specification describes. When such a
 * field is a list, its items are converted. JSON Web Keys stay unchanged. A key stays unchanged when another key of the object
 * has the new name.
 *
 * A response that is free-form as a whole, such as that of `previewTemplate`, cannot be detected: do not convert it.
 *
 * @example
 * const { firstName, publicMetadata } = camelize(await getUser(ctx, 'user_2abc'))
 */
export function camelize<Value>(value: Value): Camelized<Value> {
  // The tests compare the result of `walk` with this type for every response.
  return walk(value) as Camelized<Value>
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk)
  if (!isPlain(value) || 'kty' in value) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = camelCase(key)
      const leave = isFreeForm(name, value) && !Array.isArray(item)
      return [Object.hasOwn(value, name) ? key : name, leave ? item : walk(item)]
    }),
  )
}

/** Whether a value is a plain object, of any realm. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function isFreeForm(name: string, parent: { object?: unknown }): boolean {
  return (
    /(^m|M)etadata$/.test(name) ||
    (FREE_FORM as readonly string[]).includes(name) ||
    Object.entries(FREE_FORM_IN).some(
      ([tag, names]: [string, readonly string[]]) => parent.object === tag && names.includes(name),
    )
  )
}

function camelCase(name: string): string {
  if (name !== name.toLowerCase()) return name
  return name.replace(/(?!^)_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
