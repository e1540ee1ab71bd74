/** What a hook receives about a call. It is safe to log: the filled-in URL, bodies and credentials are not in it. */
export interface CallEvent {
  /** The function that was called, such as `getUser`; `request` for a direct call. */
  operation: string
  method: string
  /** The path with `{id}` in place of every id, such as `/users/{id}`. */
  route: string
  /** 1 for the first attempt. */
  attempt: number
}

/** An attempt that got a response. */
export interface ResponseEvent extends CallEvent {
  status: number
  /** Milliseconds from the start of this attempt until its body was read. */
  duration: number
  /** Clerk's trace id, or Cloudflare's ray id where there is none. */
  traceId: string | undefined
  /** The headers of the response, such as those of a rate limit: lower case, without cookies or credentials. A copy. */
  headers: Record<string, string>
}

/** A retry, before the wait that precedes it. */
export interface RetryEvent extends CallEvent {
  /** Milliseconds until the next attempt. */
  delay: number
  /** Why the attempt failed. */
  error: Error
}
