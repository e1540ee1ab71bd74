/** The call that a hook reports. Safe to log: it contains no URL, no body and no credentials. */
export interface CallEvent {
  /** The name of the operation, such as `getUser`; `request` when `request` was called directly. */
  operation: string
  method: string
  /** The path with `{id}` in place of every id, such as `/users/{id}`. */
  route: string
  /** 1 for the first attempt. */
  attempt: number
}

/** The argument of `onResponse`: an attempt that got a response. */
export interface ResponseEvent extends CallEvent {
  status: number
  /** Milliseconds from the start of this attempt until its body was read. */
  duration: number
  /** Clerk's trace id, or Cloudflare's ray id when the body has none. */
  traceId: string | undefined
  /** A copy of the response's headers, such as those of a rate limit: in lower case, without cookies or credentials. */
  headers: Record<string, string>
}

/** The argument of `onRetry`: an attempt failed, and a retry follows after a wait. */
export interface RetryEvent extends CallEvent {
  /** Milliseconds until the next attempt. */
  delay: number
  /** Why the attempt failed. */
  error: Error
}
