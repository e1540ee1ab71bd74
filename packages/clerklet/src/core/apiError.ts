import { type CallDetails, ClerkApiError, type ClerkApiErrorEntry } from './errors.ts'
import { isObject } from './isObject.ts'
import { redact, redactJson, redactTokens } from './redact.ts'
import { retryAfterSeconds } from './retry.ts'

/** A response whose status is not 2xx. */
export interface RefusedAnswer {
  status: number
  headers: Headers
  /** The parsed body, or its text when it was not JSON. */
  body: unknown
}

/**
 * Makes the error for a response whose status is not 2xx. A gateway may send any body, so values of the wrong type are left out
 * of `errors` and stay in `body`. The response may echo the request, so secrets are redacted.
 */
export function apiError(
  call: CallDetails,
  answer: RefusedAnswer,
  now: number,
  secrets: readonly unknown[],
): ClerkApiError {
  const { status, headers } = answer
  const body = redactJson(answer.body, secrets)
  const { errors } = Object(body) as ErrorBody
  return new ClerkApiError({
    ...call,
    status,
    errors: Array.isArray(errors) ? entriesOf(errors, answer.body) : [],
    traceId: traceIdOf(answer, secrets),
    retryAfter: retryAfterSeconds(headers.get('retry-after'), now),
    body,
    headers: headersOf(headers, secrets),
  })
}

/** Headers whose whole value is a cookie or a credential. */
const PRIVATE = /^(cookie|set-cookie2?|(proxy-)?authorization)$/

/** Copies the headers of a response, with lower-case names. Leaves out cookies and authorization. Redacts other credentials. */
export function headersOf(headers: Headers, secrets: readonly unknown[]): Record<string, string> {
  const copy: Record<string, string> = {}
  // A custom fetch may return headers that are not iterable.
  if (!(Symbol.iterator in headers)) return copy
  for (const [name, value] of headers) {
    if (!PRIVATE.test(name)) copy[redact(name, secrets)] = redactTokens(value, secrets)
  }
  return copy
}

/** Returns Clerk's trace id, or Cloudflare's ray id when the body has none; undefined when the response has neither. */
export function traceIdOf(
  { body, headers }: RefusedAnswer,
  secrets: readonly unknown[],
): string | undefined {
  const { clerk_trace_id: id } = Object(body) as { clerk_trace_id?: unknown }
  const traceId = typeof id === 'string' ? id : headers.get('cf-ray')
  return typeof traceId !== 'string' ? undefined : redact(traceId, secrets)
}

/** The body of an error response, unverified. */
interface ErrorBody {
  errors?: unknown
}

/** Matches an error code or a parameter name of the API, such as `form_password_pwned`. */
const WORD = /^[a-z]+(_[a-z]+)*$/

/**
 * Reads the entries of a redacted body. Leaves out fields of the wrong type. A `code` or a `param_name` that matches `WORD` is
 * not redacted: a password such as `password` would make the code `form_password_pwned` unreadable.
 */
function entriesOf(errors: unknown[], sentBody: unknown): ClerkApiErrorEntry[] {
  const { errors: sent } = Object(sentBody) as ErrorBody
  const sentErrors: unknown[] = Array.isArray(sent) ? sent : []
  return errors.flatMap((entry, index) =>
    isObject(entry) ? [entryOf(entry, Object(sentErrors[index]))] : [],
  )
}

function entryOf(
  clean: Record<string, unknown>,
  sent: Record<string, unknown>,
): ClerkApiErrorEntry {
  const { code, ...entry } = clean
  for (const name of ['message', 'long_message']) {
    if (typeof entry[name] !== 'string') delete entry[name]
  }
  if (isObject(entry.meta)) {
    const { param_name: name } = Object(sent.meta) as { param_name?: unknown }
    if (isWord(name)) entry.meta = { ...entry.meta, param_name: name }
  } else {
    delete entry.meta
  }
  if (isWord(sent.code)) return { code: sent.code, ...entry }
  return { code: typeof code === 'string' ? code : '', ...entry }
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && WORD.test(value) && redactTokens(value, []) === value
}
