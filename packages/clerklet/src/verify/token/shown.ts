/** The largest number of characters of a value that a message contains. */
const MOST_CHARACTERS = 80

/** Writes a claim or an option for a message: as JSON, cut off after 80 characters, or as `absent` when it is undefined. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'absent'
  return json.length > MOST_CHARACTERS ? `${json.slice(0, MOST_CHARACTERS)}...` : json
}
