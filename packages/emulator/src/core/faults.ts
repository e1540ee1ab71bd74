import type { MiddlewareHandler } from 'hono'
import type { Clock } from './clock.ts'
import { entry, Refusal } from './errors.ts'

/** A failure that the emulator simulates. */
export interface Fault {
  /**
   * Method and path, with `*` for any one segment: `GET /v1/users/*`. A path alone matches every method. Default: every
   * request.
   */
  route?: string | undefined
  /** Responds with this status; the request is not carried out. */
  status?: number | undefined
  /** The error code of the response with `status`. Default: the usual code of the status, else `fault`. */
  code?: string | undefined
  /** The value of `Retry-After` in the response with `status`: seconds, or an HTTP date. */
  retryAfter?: number | string | undefined
  /** Real milliseconds to wait before the request is handled. */
  latency?: number | undefined
  /** Carries the request out, then breaks the connection without a response. */
  reset?: boolean | undefined
  /** Carries the request out, then cuts the body of the response after the given number of characters. */
  truncate?: number | undefined
  /** The number of requests that the fault applies to. Default: 1. */
  count?: number | undefined
}

const CODES: Record<number, string> = {
  401: 'authentication_invalid',
  403: 'authorization_invalid',
  404: 'resource_not_found',
  409: 'conflict',
  410: 'operation_deprecated',
  429: 'too_many_requests',
  500: 'internal_clerk_error',
  503: 'service_unavailable',
}

/** Returns the first fault that applies to a request, if any. Decreases the `count` of the fault, and removes the fault at 0. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const fault = faults.find(({ route = '*' }) => matches(route, method, path))
  if (fault) {
    fault.count = (fault.count ?? 1) - 1
    if (fault.count < 1) faults.splice(faults.indexOf(fault), 1)
  }
  return fault
}

function matches(route: string, method: string, path: string): boolean {
  if (route === '*') return true
  const [first, second] = route.split(' ')
  if (second !== undefined && first !== method) return false
  const wanted = (second ?? first ?? '').split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length && wanted.every((part, i) => part === '*' || part === given[i])
  )
}

/**
 * Refuses a request to which a fault applies. The emulator passes the refusal as `c.env.fault`.
 *
 * @internal
 */
export const refuseByFault: MiddlewareHandler = async (c, next) => {
  const { fault } = (c.env ?? {}) as { fault?: Refusal }
  if (fault) throw fault
  await next()
}

/** Applies a fault to a request: a delay, an error response, a broken connection or a truncated response. */
export async function suffer(
  { status, code, retryAfter, latency, reset, truncate }: Fault,
  clock: Clock,
  signal: AbortSignal,
  carryOut: () => Promise<Response>,
  refuse: (refusal: Refusal) => Response | Promise<Response>,
): Promise<Response> {
  if (latency) await wait(latency, signal)
  if (status) {
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` }
    const meta = status === 429 ? { ResetsIn: Math.ceil(clock.now() / 1000) } : undefined
    return refuse(
      new Refusal(
        status,
        entry(code ?? CODES[status] ?? 'fault', 'fault', 'A fault of the emulator', meta),
        headers,
      ),
    )
  }
  const response = await carryOut()
  // Node's `fetch` rejects with this error when a connection breaks.
  if (reset)
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
    })
  if (truncate === undefined) return response
  const text = await response.text()
  return new Response(text.slice(0, truncate), response)
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
