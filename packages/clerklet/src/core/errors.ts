import type { Disagreement } from './disagreement.ts'

/** A code of the API that is worth branching on. Others exist and new ones appear, so every string is allowed. */
export type ClerkApiErrorCode =
  | 'api_version_invalid'
  | 'authentication_invalid'
  | 'authorization_invalid'
  | 'clerk_key_invalid'
  | 'conflict'
  | 'duplicate_record'
  | 'feature_not_enabled'
  | 'form_data_missing'
  | 'form_identifier_exists'
  | 'form_identifier_not_found'
  | 'form_param_duplicate'
  | 'form_param_exceeds_allowed_size'
  | 'form_param_format_invalid'
  | 'form_param_missing'
  | 'form_param_nil'
  | 'form_param_unknown'
  | 'form_param_value_invalid'
  | 'form_password_length_too_short'
  | 'form_password_pwned'
  | 'form_resource_not_found'
  | 'incorrect_password'
  | 'internal_clerk_error'
  | 'operation_deprecated'
  | 'organization_membership_quota_exceeded'
  | 'request_body_invalid'
  | 'resource_not_found'
  | 'service_unavailable'
  | 'too_many_requests'
  | 'totp_incorrect_code'
  | 'user_banned'
  | 'user_quota_exceeded'
  | (string & {})

/** One entry of an error response, as sent. Fields of another type than declared are in `body` only. */
export interface ClerkApiErrorEntry {
  /** Empty when the response has none. */
  code: ClerkApiErrorCode
  message?: string
  long_message?: string
  /** `param_name` and others; open-ended. */
  meta?: Record<string, unknown>
}

/** Which call failed. */
export interface CallDetails {
  /** The function that was called, such as `getUser`. */
  operation: string
  method: string
  /** The path with `{id}` in place of every id. */
  route: string
}

/** The content of a response that is not a success. */
export interface ClerkApiErrorDetails extends CallDetails {
  status: number
  errors: ClerkApiErrorEntry[]
  traceId: string | undefined
  retryAfter: number | undefined
  body: unknown
  headers: Record<string, string>
}

/**
 * The base class of every error of this package.
 *
 * The `name`s are set on the instances and compared by {@link isClerkError} and {@link isClerkApiError}, so that two copies
 * of the package in one program recognise each other's errors.
 */
export class ClerkError extends Error {
  override name = 'ClerkError'
}

/** The API answered with a status that is not 2xx. */
export class ClerkApiError extends ClerkError implements ClerkApiErrorDetails {
  override name = 'ClerkApiError'
  /** The HTTP status. */
  declare readonly status: number
  /** All entries of the response; empty when it has none, such as the HTML of a gateway. */
  declare readonly errors: ClerkApiErrorEntry[]
  /** To quote to Clerk's support. */
  declare readonly traceId: string | undefined
  /** Seconds to wait before a retry, when the API says so. */
  declare readonly retryAfter: number | undefined
  /** The parsed body, or its text when it was not JSON. Where it echoed the secret key it says `[redacted]`. */
  declare readonly body: unknown
  /** The headers of the response, lower case, without cookies or credentials. */
  declare readonly headers: Record<string, string>
  declare readonly operation: string
  declare readonly method: string
  declare readonly route: string
  /** The code of the first entry; undefined when that has none. */
  declare readonly code: ClerkApiErrorCode | undefined

  constructor(details: ClerkApiErrorDetails) {
    super(messageOf(details))
    Object.assign(this, details)
    this.code = details.errors[0]?.code || undefined
  }
}

/** The first entry as a sentence, then how long to wait, and which call it was. */
function messageOf(details: ClerkApiErrorDetails): string {
  const { status, errors, method, route, traceId, retryAfter } = details
  const { code = '', message, long_message, meta } = errors[0] ?? {}
  const name = meta?.param_name
  const param = typeof name === 'string' ? name : ''
  const said =
    long_message || (param && FRAGMENT.test(message ?? '') ? `${param} ${message}` : message)
  const sentences = [sentence(said ?? '')]
  if (!code && !said) sentences.push('The response names no error.')
  if (retryAfter !== undefined) sentences.push(`Retry after ${Math.ceil(retryAfter)} s.`)
  const text = [code, sentences.filter(Boolean).join(' ')].filter(Boolean).join(': ')
  const about = param && ` (param ${param})`
  return `${status} ${text}${about} ${method} ${route}${traceId ? ` trace=${traceId}` : ''}`
}

/** The short messages of the API, such as `is invalid`: their subject is the param. */
const FRAGMENT = /^(is|are|has|have|must|can|cannot|does) /

/** The text on one line, with a full stop where it has no final punctuation. */
function sentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return !line || /[.!?…。]["')\]]*$/.test(line) ? line : `${line}.`
}

/** Which call got no response. */
export interface ClerkNetworkErrorDetails extends CallDetails {
  /** The host that was called, with its port where it is not the default one. */
  host: string
  /** `timeout`, a code of the system such as `ECONNREFUSED`, or `network` where the runtime gives none. */
  code: 'timeout' | 'network' | (string & {})
  /** How many attempts were made. */
  attempts: number
}

/** No response arrived: failed name resolution, a refused or broken connection, or a timeout. */
export class ClerkNetworkError extends ClerkError implements ClerkNetworkErrorDetails {
  override name = 'ClerkNetworkError'
  /** `timeout`, a code of the system such as `ECONNREFUSED`, or `network` where the runtime gives none. */
  declare readonly code: 'timeout' | 'network' | (string & {})
  /** How many attempts were made. */
  declare readonly attempts: number
  declare readonly operation: string
  declare readonly method: string
  declare readonly route: string
  /** The host that was called, with its port where it is not the default one. */
  declare readonly host: string

  constructor(message: string, details: ClerkNetworkErrorDetails, cause?: unknown) {
    super(message, { cause })
    Object.assign(this, details)
  }
}

/** A success whose body contradicts its schema, or is not JSON although it should be. The request was carried out. */
export class ClerkResponseError extends ClerkError implements CallDetails {
  override name = 'ClerkResponseError'
  /** What disagreed, and where. */
  declare readonly issues: Disagreement[]
  /**
   * The parsed body, or its text when it was not JSON. Where it echoed the secret key it says `[redacted]`. Not enumerable:
   * it may hold personal data.
   */
  declare readonly body: unknown
  declare readonly status: number
  declare readonly operation: string
  declare readonly method: string
  declare readonly route: string

  constructor(call: CallDetails, status: number, body: unknown, issues: Disagreement[]) {
    const first = issues[0]
    super(
      `${call.method} ${call.route} was carried out (${status}), but its response is not as documented: ` +
        `${first?.path || 'the root'} should be ${first?.expected} and is ${first?.received}` +
        (issues.length > 1 ? `, and ${issues.length - 1} more` : ''),
    )
    Object.assign(this, call, { status })
    Object.defineProperty(this, 'body', { value: body })
    this.issues = issues
  }
}

/** A missing or malformed key, URL, id or limit, found before any request. */
export class ClerkConfigError extends ClerkError {
  override name = 'ClerkConfigError'
}
