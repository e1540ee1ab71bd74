import * as v from 'valibot'
import type { Metadata } from './applicationTypes.ts'

/** A schema for responses of type `T`. As an annotation, it keeps the emitted declarations short. */
export interface Schema<T> extends v.GenericSchema<T> {}

/** A string with known values. The API may add others. */
export type Open<T extends string> = T | (string & {})

/** A page of a list, and the number of items on all pages. */
export interface Page<T> {
  data: T[]
  total_count: number
}

/** Makes a schema whose known strings exist only in the type. At run time any string passes, since the API may add values. */
export const open = <const T extends string>(): v.GenericSchema<Open<T>> =>
  v.string() as v.GenericSchema<unknown> as v.GenericSchema<Open<T>>

/** Makes the schema of the `object` field of an entity: a literal in the types, any string at run time. */
export const tag = <const T extends string>(): v.GenericSchema<T> =>
  v.string() as v.GenericSchema<unknown> as v.GenericSchema<T>

/** Free-form data: any object. Its keys are not checked. */
export const MetadataSchema: Schema<Metadata> = v.object(
  {},
) as v.GenericSchema<unknown> as Schema<Metadata>

/** Returns the schema of free-form data whose type the application may extend. At run time any object passes. */
export const metadataOf = <T extends Metadata>(): Schema<T> =>
  MetadataSchema as v.GenericSchema<unknown> as Schema<T>

const arrays = new WeakMap<object, unknown>()
const pages = new WeakMap<object, unknown>()

/**
 * The schema of a bare array of entities.
 *
 * @example
 * const users = await request(ctx, arrayOf(UserSchema), { method: 'GET', path: path`/users` })
 */
export function arrayOf<T>(item: Schema<T>): Schema<T[]> {
  return once(arrays, item, () => v.array(item))
}

/**
 * The schema of a page of entities.
 *
 * @example
 * const page = await request(ctx, pageOf(OrganizationSchema), { method: 'GET', path: path`/organizations` })
 */
export function pageOf<T>(item: Schema<T>): Schema<Page<T>> {
  return once(pages, item, () => v.object({ data: v.array(item), total_count: v.number() }))
}

/**
 * Returns the cached schema for an item schema; calls `make` when there is none. The same object is returned each time, because
 * `compareWithSchema` caches the shape of a schema by its identity.
 */
function once<T>(made: WeakMap<object, unknown>, item: object, make: () => Schema<T>): Schema<T> {
  let schema = made.get(item) as Schema<T> | undefined
  if (!schema) {
    schema = make()
    made.set(item, schema)
  }
  return schema
}
