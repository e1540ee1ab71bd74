/** The same keys, with nothing behind them. */
export function nulls<T extends object>(properties: T): { [K in keyof T]: null } {
  const entries = Object.keys(properties).map((name) => [name, null])
  // Object.fromEntries forgets which keys there were.
  return Object.fromEntries(entries) as { [K in keyof T]: null }
}
