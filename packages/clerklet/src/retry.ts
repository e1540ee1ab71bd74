import { onAbort } from './abort.ts'
import { startTimer } from './timers.ts'

/** How often and how long a call is repeated. */
export interface RetryOptions {
  /** Attempts in all, the first one included. Default: 3. */
  attempts?: number | undefined
  /** The longest single wait in milliseconds. When the API asks for more, the error is thrown instead. Default: 10 000. */
  maxDelay?: number | undefined
  /** Milliseconds from the start of the call after which no further attempt begins. Default: 60 000. */
  deadline?: number | undefined
}

/** Milliseconds before the first repeat, at most; doubled for each further one. */
const BASE_DELAY = 500

/** `retry` with its defaults filled in. */
export function retryPolicy(retry: number | RetryOptions = {}): RetryPolicy {
  const {
    attempts = 3,
    maxDelay = 10_000,
    deadline = 60_000,
  } = typeof retry === 'number' ? { attempts: retry + 1 } : retry
  return { attempts, maxDelay, deadline }
}

interface RetryPolicy {
  attempts: number
  maxDelay: number
  deadline: number
}

/** Exponential back-off with full jitter, in milliseconds. */
export function backOff(attempt: number, maxDelay: number): number {
  return Math.random() * Math.min(maxDelay, BASE_DELAY * 2 ** (attempt - 1))
}

/** Waits, and rejects with the signal's own reason as soon as it is aborted. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = startTimer(milliseconds, () => {
      stop()
      resolve()
    })
    const stop = onAbort(signal, () => {
      cancel()
      reject(signal?.reason)
    })
  })
}
