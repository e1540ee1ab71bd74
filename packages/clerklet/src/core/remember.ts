/** Longer texts are not kept: keys and patterns are shorter. */
const MOST_CHARACTERS = 4_096

/**
 * The result of `make(text)`, cached by text. A process usually has one or two keys; the limits are for a process that
 * serves many instances, or whose keys come from outside.
 */
export function remember<V>(made: Map<string, V>, text: string, make: (text: string) => V): V {
  if (text.length > MOST_CHARACTERS) return make(text)
  let value = made.get(text)
  if (value === undefined) {
    value = make(text)
    if (made.size > 99) made.clear()
    made.set(text, value)
  }
  return value
}
