/** The most characters of a value that a message shows. */
const MOST_CHARACTERS = 80

/** A value of a token or an option as JSON, for a message: on one line, and cut to 80 characters. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'absent'
  return json.length > MOST_CHARACTERS ? `${json.slice(0, MOST_CHARACTERS)}...` : json
}
