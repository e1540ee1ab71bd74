/** A JSON type, `date` and `file` for the `Date` and `Blob` of a parameter, or `unknown` for any value. */
export type Kind =
  | 'array'
  | 'boolean'
  | 'null'
  | 'number'
  | 'object'
  | 'string'
  | 'date'
  | 'file'
  | 'unknown'

/** One key of an object. */
export interface Field {
  required: boolean
  deprecated: boolean
  shape: Shape
}

/**
 * The possible values of a parameter, a field or a response. The specification, the types of our parameters and the schemas of
 * our responses are all converted to shapes, so that they can be compared. `fields` and `item` are functions, because entities
 * contain one another.
 */
export interface Shape {
  kinds: Set<Kind>
  /** The name of an entity. A difference in the entity is reported once, under this name. */
  name?: string | undefined
  /** The strings that the type or the specification lists; undefined without a list. */
  values?: Set<string> | undefined
  /** Whether the type allows strings that are not listed. */
  open?: boolean | undefined
  /** The keys of an object. An object without keys is free-form data. */
  fields?: (() => Record<string, Field>) | undefined
  /** The items of an array. */
  item?: (() => Shape) | undefined
}

export const shapeOf = (kind: Kind, rest: Omit<Shape, 'kinds'> = {}): Shape => ({
  kinds: new Set([kind]),
  ...rest,
})

/** Returns a copy of a shape. A key of the copy is required when one of the two shapes requires it. */
export function withRequired(shape: Shape, other: Shape): Shape {
  const { item, fields } = shape
  const { item: otherItem, fields: otherFields } = other
  return {
    ...shape,
    item: item && otherItem ? () => withRequired(item(), otherItem()) : item,
    fields:
      fields &&
      (() => {
        const others = otherFields?.() ?? {}
        return Object.fromEntries(
          Object.entries(fields()).map(([key, field]) => {
            const match = others[key]
            if (!match) return [key, field]
            const required = field.required || match.required
            return [key, { ...field, required, shape: withRequired(field.shape, match.shape) }]
          }),
        )
      }),
  }
}

/** Returns the union of several shapes. A key is required when every object of the union requires it. */
export function either(shapes: Shape[]): Shape {
  const [only] = shapes
  if (shapes.length === 1 && only) return only
  const kinds = new Set(shapes.flatMap((shape) => [...shape.kinds]))
  const strings = shapes.filter(({ kinds }) => kinds.has('string'))
  const objects = shapes.filter(({ fields }) => fields)
  const items = shapes.flatMap(({ item }) => item ?? [])
  // Null is not counted, so a nullable entity keeps its name.
  const named = shapes.filter(({ kinds }) => !(kinds.size === 1 && kinds.has('null')))
  return {
    kinds,
    name: named.length === 1 ? named[0]?.name : undefined,
    // A string shape with neither `values` nor `open` allows every string, so the union has no list.
    values: strings.every(({ values, open }) => values || open)
      ? merged(strings.map(({ values }) => values))
      : undefined,
    open: strings.some(({ open }) => open),
    fields: objects.length ? () => anyFields(objects) : undefined,
    item: items.length ? () => either(items.map((item) => item())) : undefined,
  }
}

function merged(sets: (Set<string> | undefined)[]): Set<string> | undefined {
  const all = sets.flatMap((set) => [...(set ?? [])])
  return all.length ? new Set(all) : undefined
}

function anyFields(objects: Shape[]): Record<string, Field> {
  const all = objects.map(({ fields }) => fields?.() ?? {})
  const found: Record<string, Field> = {}
  for (const name of new Set(all.flatMap(Object.keys))) {
    const those = all.flatMap((fields) => fields[name] ?? [])
    found[name] = {
      required: those.length === all.length && those.every(({ required }) => required),
      deprecated: those.every(({ deprecated }) => deprecated),
      shape: either(those.map(({ shape }) => shape)),
    }
  }
  return found
}
