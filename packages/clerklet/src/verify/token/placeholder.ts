import { TokenVerificationError } from '../errors.ts'

/**
 * What clients send in place of a token that they do not have: `null` and `undefined`, the beginning of an object such as a
 * promise that is not awaited, and the scheme of the header with nothing behind it.
 */
const PLACEHOLDER = /^["']?(null|undefined|NaN|false|\[object|Bearer|\$\{.*)["']?$/i

/** What to say when this word of an `Authorization` header stands in place of a token; undefined for any other word. */
export function placeholderMessage(word: string): string | undefined {
  if (!PLACEHOLDER.test(word)) return undefined
  const error = new TokenVerificationError(
    'token-invalid',
    `The Authorization header has ${JSON.stringify(word)} in place of a token.`,
    'Await getToken() on the client, and send no header when it returns null.',
  )
  error.tokenCarrier = 'header'
  return error.fullMessage
}
