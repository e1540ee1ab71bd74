/** The longest accepted token. It is longer than any header that an HTTP server accepts. */
const MOST_CHARACTERS = 65_536

/** Whether a token is longer than any header of a request can be. Such a token is refused without decoding it. */
export function isTooLong(token: string): boolean {
  return token.length > MOST_CHARACTERS
}
