import { type Context, SERVERS } from '../context.ts'
import { isObject } from './decode.ts'

/** What came back. A status of 0 stands for no answer, and `text` then says why. */
export interface Answer {
  status: number
  text: string
  /** The text as a JSON object, when it is one. */
  json?: Record<string, unknown> | undefined
  headers?: Headers
}

/**
 * One attempt at a call of the Backend API, its body included: a POST when there is something to send. `request.ts` can do
 * more, and weighs more than all of `clerklet/verify`. Never rejects.
 */
export function send(
  ctx: Context,
  path: string,
  body?: unknown,
  key = ctx.secretKey,
): Promise<Answer> {
  const { fetch = globalThis.fetch, baseUrl = SERVERS[0], apiVersion = '2026-05-12' } = ctx
  const { timeout = 10_000 } = ctx
  const signal = timeout > 0 ? AbortSignal.timeout(timeout) : null
  // A fetch of one's own may not know what a signal is.
  const late = new Promise<Answer>((resolve) => {
    signal?.addEventListener('abort', () =>
      resolve({ status: 0, text: `no answer within ${timeout} ms` }),
    )
  })
  const exchange = async (): Promise<Answer> => {
    try {
      const response = await fetch(baseUrl.replace(/\/+$/, '') + path, {
        method: body ? 'POST' : 'GET',
        headers: {
          ...ctx.headers,
          authorization: `Bearer ${key}`,
          'clerk-api-version': apiVersion,
          'content-type': 'application/json',
        },
        body: body ? JSON.stringify(body) : null,
        redirect: 'manual',
        signal,
      })
      const text = await response.text()
      const { status, headers } = response
      return { status, text, json: jsonObject(text), headers }
    } catch {
      // The original message may quote a header.
      return { status: 0, text: 'no answer' }
    }
  }
  return Promise.race([late, exchange()])
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
