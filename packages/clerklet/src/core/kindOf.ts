/** Describes the type of a value, for error messages. The text never contains the value itself, which may be a key. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return `${value}`
  return Array.isArray(value) ? 'a list' : `of type ${typeof value}`
}
