/** An OAuth error. OAuth endpoints send it instead of Clerk's errors: RFC 6749 §5.2, RFC 7591 §3.2.2. */
export class OAuthError extends Error {
  /** The error code, such as `invalid_grant`. */
  readonly error: string
  readonly status: 400 | 401 | 422

  constructor(error: string, description: string, status: 400 | 401 | 422 = 400) {
    super(description)
    this.error = error
    this.status = status
  }
}
