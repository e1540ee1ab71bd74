import { invalid } from './errors.ts'

type Json = Record<string, unknown>

/** Changes of metadata by the name of the field, such as `public_metadata`. */
export type MetadataChanges = Record<string, Json | null | undefined>

/** Refuses metadata larger than the API stores: 8 KB of JSON. */
export function checkSize(name: string, value: unknown): void {
  if (new TextEncoder().encode(JSON.stringify(value ?? {})).length > 8192) {
    throw invalid(
      name,
      'form_param_exceeds_allowed_size',
      'exceeds the allowed size',
      `${name} must be at most 8 KB of JSON.`,
    )
  }
}

/** Merges changes into the metadata of an object. When a field would become too large, no field is changed. */
export function mergeMetadata(into: object, changes: MetadataChanges): void {
  const before = into as MetadataChanges
  const merged = Object.entries(changes).map(
    ([name, change]) => [name, merge(before[name] ?? {}, change ?? {})] as const,
  )
  for (const [name, value] of merged) checkSize(name, value)
  Object.assign(into, Object.fromEntries(merged))
}

/** Returns a copy of `into` with `changes` merged deeply: `null` deletes a key, and arrays are replaced. */
function merge(into: Json, changes: Json): Json {
  const merged = { ...into }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key]
    else if (isObject(value)) merged[key] = merge(isObject(merged[key]) ? merged[key] : {}, value)
    else merged[key] = value
  }
  return merged
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
