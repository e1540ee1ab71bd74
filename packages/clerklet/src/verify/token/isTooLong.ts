/** More than HTTP servers accept in a header. */
const MOST_CHARACTERS = 65_536

/** Whether a token is longer than any that arrives in a request. It is refused before it is decoded. */
export function isTooLong(token: string): boolean {
  return token.length > MOST_CHARACTERS
}
