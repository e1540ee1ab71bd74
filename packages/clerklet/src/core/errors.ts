import type { Disagreement } from './disagreement.ts'

/** An error code of the API. Lists the codes that programs branch on. Any string is allowed, since the API adds codes. */
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

/** One entry of an error response, as sent. Fields of the wrong type are left out here, and stay in `body` of the error. */
export interface ClerkApiErrorEntry {
  /** The error code; empty when the entry has none. */
  code: ClerkApiErrorCode
  message?: string
  long_message?: string
  /** Details such as `param_name`, the param that the error is about. The API may add other details. */
  meta?: Record<string, unknown>
}

/** Identifies the call that an error is about. */
export interface CallDetails {
  /** The function that was called, such as `getUser`. */
  operation: string
  method: string
  /** The path with `{id}` in place of every id. */
  route: string
}

/** The fields of a {@link ClerkApiError}. */
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
 * {@link isClerkError} and {@link isClerkApiError} compare the `name` of an error, so that two copies of the package in one
 * program recognise each other's errors.
 */
export class ClerkError extends Error {
  override name = 'ClerkError'
}

/** The API responded with a status that is not 2xx. */
export class ClerkApiError extends ClerkError implements ClerkApiErrorDetails {
  override name = 'ClerkApiError'
  /** The HTTP status. */
  declare readonly status: number
  /** All entries of the response; empty for a body without entries, such as the HTML page of a gateway. */
  declare readonly errors: ClerkApiErrorEntry[]
  /** Identifies the request to Clerk's support. */
  declare readonly traceId: string | undefined
  /** The seconds of the response's `Retry-After` header; undefined without a valid header. */
  declare readonly retryAfter: number | undefined
  /** The parsed body, or its text when it was not JSON. An echo of the secret key is replaced by `[redacted]`. */
  declare readonly body: unknown
  /** The headers of the response, with names in lower case, without cookies or credentials. */
  declare readonly headers: Record<string, string>
  declare readonly operation: string
  declare readonly method: string
  declare readonly route: string
  /** The code of the first entry; undefined without an entry, and when the first entry has no code. */
  declare readonly code: ClerkApiErrorCode | undefined

  constructor(details: ClerkApiErrorDetails) {
    super(messageOf(details))
    Object.assign(this, details)
    this.code = details.errors[0]?.code || undefined
  }
}

/** Makes the message: the status, the first entry as a sentence, `Retry-After`, the method and the route, and the trace id. */
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

/** Matches messages of the API without a subject, such as `is invalid`. The name of the param is put in front of them. */
const FRAGMENT = /^(is|are|has|have|must|can|cannot|does) /

/** Puts a text on one line, and adds a full stop when the text has no final punctuation. */
function sentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ')
  return !line || /[.!?…。]["')\]]*$/.test(line) ? line : `${line}.`
}

/** The fields of a {@link ClerkNetworkError}. */
export interface ClerkNetworkErrorDetails extends CallDetails {
  /** The host that was called, with its port unless that is the default port. */
  host: string
  /** `timeout`, the error code of the runtime such as `ECONNREFUSED`, or `network` when the runtime gives no code. */
  code: 'timeout' | 'network' | (string & {})
  /** How many attempts were made. */
  attempts: number
}

/** No response arrived: failed name resolution, a refused or broken connection, or a timeout. */
export class ClerkNetworkError extends ClerkError implements ClerkNetworkErrorDetails {
  override name = 'ClerkNetworkError'
  /** `timeout`, the error code of the runtime such as `ECONNREFUSED`, or `network` when the runtime gives no code. */
  declare readonly code: 'timeout' | 'network' | (string & {})
  /** How many attempts were made. */
  declare readonly attempts: number
  declare readonly operation: string
  declare readonly method: string
  declare readonly route: string
  /** The host that was called, with its port unless that is the default port. */
  declare readonly host: string

  constructor(message: string, details: ClerkNetworkErrorDetails, cause?: unknown) {
    super(message, { cause })
    Object.assign(this, details)
  }
}

/** A 2xx response contradicts its schema, or is not JSON although it should be. The API has carried out the request. */
export class ClerkResponseError extends ClerkError implements CallDetails {
  override name = 'ClerkResponseError'
  /** The validation issues: the places that contradict the schema. */
  declare readonly issues: Disagreement[]
  /**
   * The parsed body, or its text when it was not JSON. An echo of the secret key is replaced by `[redacted]`. Not enumerable,
   * since it may contain personal data.
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

/** A key, URL, id, limit or other argument is missing or malformed. Operations throw this error before they send a request. */
export class ClerkConfigError extends ClerkError {
  override name = 'ClerkConfigError'
}
