/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Whether a value is an object whose properties are all its own: a literal, or the exports of a module. An instance of a class is
 * not, since a copy of it lacks what it inherits.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // The prototype of all objects, of this realm or of another one.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
