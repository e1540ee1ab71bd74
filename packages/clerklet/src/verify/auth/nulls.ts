/** Returns an object with the keys of `properties`, all null. */
export function nulls<T extends object>(properties: T): { [K in keyof T]: null } {
  const entries = Object.keys(properties).map((name) => [name, null])
  // A cast, because the type of Object.fromEntries loses the keys.
  return Object.fromEntries(entries) as { [K in keyof T]: null }
}
