import { TokenVerificationError } from '../errors.ts'

/**
 * Matches a text that a client sends by mistake when it has no token, such as `null`. `[object` is the beginning of
 * `[object Promise]`: a promise was not awaited. `Bearer` is the scheme without a token.
 */
const PLACEHOLDER = /^["']?(null|undefined|NaN|false|\[object|Bearer)["']?$/i

/**
 * Matches a template of JavaScript or of a shell that was not evaluated. Messages do not show the template, because it may
 * contain a token.
 */
const TEMPLATE = /^["']?\$\{/

/** Returns the message for a word that an `Authorization` header contains in place of a token; undefined for any other word. */
export function placeholderMessage(word: string): string | undefined {
  const isTemplate = TEMPLATE.test(word)
  if (!isTemplate && !PLACEHOLDER.test(word)) return undefined
  const what = isTemplate ? 'a template' : JSON.stringify(word)
  const error = new TokenVerificationError(
    'token-invalid',
    `The Authorization header has ${what} in place of a token.`,
    'Await getToken() on the client, and send no header when it returns null.',
  )
  error.tokenCarrier = 'header'
  return error.fullMessage
}
