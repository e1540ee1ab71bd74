/** The length of the longest text that is cached, in characters. Keys and patterns are shorter. */
const MOST_CHARACTERS = 4_096

/**
 * Returns the cached result of `make(text)`; calls `make` when there is none. The memory of the cache is limited, because callers
 * may pass many different texts: long texts are not cached, and a full cache is cleared.
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
