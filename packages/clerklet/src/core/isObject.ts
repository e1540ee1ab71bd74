/** Whether a value is an object and not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Whether a value is an object that inherits nothing from a class, such as a literal or the exports of a module. A copy of a
 * class instance would lack the inherited properties.
 */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // The `Object.prototype` of any realm passes: it has no prototype itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
