import * as v from 'valibot'
import type { Metadata } from './applicationTypes.ts'

/** A schema for responses of type `T`. Annotating with it keeps the declarations flat. */
export interface Schema<T> extends v.GenericSchema<T> {}

/** A string with known values, to which the API may add others. */
export type Open<T extends string> = T | (string & {})

/** A page of a list, and the number of items on all pages. */
export interface Page<T> {
  data: T[]
  total_count: number
}

/** A string whose known values are in its type only: any string passes, since the API may add others. */
export const open = <const T extends string>(): v.GenericSchema<Open<T>> =>
  v.string() as v.GenericSchema<unknown> as v.GenericSchema<Open<T>>

/** The `object` of an entity: its name in the types, any string at run time. */
export const tag = <const T extends string>(): v.GenericSchema<T> =>
  v.string() as v.GenericSchema<unknown> as v.GenericSchema<T>

/** Free-form data. Keys are neither listed nor dropped. */
export const MetadataSchema: Schema<Metadata> = v.object(
  {},
) as v.GenericSchema<unknown> as Schema<Metadata>

/** Free-form data of a type that the application may extend; any object at run time. */
export const metadataOf = <T extends Metadata>(): Schema<T> =>
  MetadataSchema as v.GenericSchema<unknown> as Schema<T>

const arrays = new WeakMap<object, unknown>()
const pages = new WeakMap<object, unknown>()

/** The schema of a bare array of entities. */
export function arrayOf<T>(item: Schema<T>): Schema<T[]> {
  return once(arrays, item, () => v.array(item))
}

/** The schema of a page of entities. */
export function pageOf<T>(item: Schema<T>): Schema<Page<T>> {
  return once(pages, item, () => v.object({ data: v.array(item), total_count: v.number() }))
}

/** Made by the first call, since nothing runs on import, and reused by the others: what is read of a schema is cached by it. */
function once<T>(made: WeakMap<object, unknown>, item: object, make: () => Schema<T>): Schema<T> {
  let schema = made.get(item) as Schema<T> | undefined
  if (!schema) {
    schema = make()
    made.set(item, schema)
  }
  return schema
}
