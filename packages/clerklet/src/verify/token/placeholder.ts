import { TokenVerificationError } from '../errors.ts'

/**
 * What clients send in place of a token that they do not have: `null` and `undefined`, the beginning of an object such as a
 * promise that is not awaited, and the scheme of the header with nothing behind it.
 */
const PLACEHOLDER = /^["']?(null|undefined|NaN|false|\[object|Bearer)["']?$/i

/** A template of JavaScript or of a shell that was not filled in. It may contain a token, so it is not shown. */
const TEMPLATE = /^["']?\$\{/

/** What to say when this word of an `Authorization` header stands in place of a token; undefined for any other word. */
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
