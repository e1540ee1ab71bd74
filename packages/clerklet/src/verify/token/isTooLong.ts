/** The length of the longest accepted token, in characters. HTTP servers usually refuse a header of this length. */
const MOST_CHARACTERS = 65_536

/** Whether a token is too long to be accepted. Such a token is refused without decoding it. */
export function isTooLong(token: string): boolean {
  return token.length > MOST_CHARACTERS
}
