/** The largest number of characters of a value that a message contains. */
const MOST_CHARACTERS = 80

/** Writes a claim or an option as JSON for a message: on one line, cut off after 80 characters. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'absent'
  return json.length > MOST_CHARACTERS ? `${json.slice(0, MOST_CHARACTERS)}...` : json
}
