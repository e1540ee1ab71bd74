/**
 * What `make` makes of a text, made once. A process has one or two keys; the bound is for one that serves many instances, or
 * is fed from outside.
 */
export function remember<V>(made: Map<string, V>, text: string, make: (text: string) => V): V {
  let value = made.get(text)
  if (value === undefined) {
    value = make(text)
    if (made.size > 99) made.clear()
    made.set(text, value)
  }
  return value
}
