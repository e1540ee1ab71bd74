import { type Context, SERVERS } from '../core/context.ts'
import { checkedMilliseconds } from '../core/numbers.ts'
import { withoutEndSlashes } from '../core/slashes.ts'
import { startTimer } from '../core/timers.ts'
import { misconfigured } from '../instance/configuration.ts'
import { webUrl } from '../instance/url.ts'
import { isObject } from './token/isObject.ts'

/** What came back. A status of 0 stands for no response, and `text` then says why. */
export interface Answer {
  status: number
  text: string
  /** The text as a JSON object, when it is one. */
  json?: Record<string, unknown> | undefined
  headers: Headers
}

/** What {@link send} sends besides the path. */
export interface SendOptions {
  /** Makes the request a POST. */
  body?: unknown
  /** Sent instead of the secret key. */
  key?: string | undefined
  /** Milliseconds that the attempt may take. Default: those of the context. */
  timeout?: number | undefined
}

/**
 * Milliseconds that a request of `clerklet/verify` may take: 10 s unless set, `Infinity` when it is turned off.
 *
 * @throws {ClerkConfigError} when the context cannot be used for a request: a mistake must not look like an outage.
 */
export function checkedTimeout(ctx: Context): number {
  const { fetch, sleep, waitUntil, baseUrl, apiVersion, timeout } = ctx
  for (const [name, value] of Object.entries({ fetch, sleep, waitUntil })) {
    if (value != null && typeof value !== 'function') {
      throw misconfigured(`ctx.${name}`, 'not valid', 'a function')
    }
  }
  if (baseUrl != null && !(typeof baseUrl === 'string' && webUrl(baseUrl))) {
    throw misconfigured('ctx.baseUrl', 'not valid', `a URL such as ${SERVERS[0]}`)
  }
  if (apiVersion != null && typeof apiVersion !== 'string') {
    throw misconfigured('ctx.apiVersion', 'not valid', 'a date such as 2026-05-12')
  }
  return checkedMilliseconds('ctx.timeout', timeout ?? 10_000) || Infinity
}

/**
 * One attempt at a call of the Backend API, its body included. `request.ts` can do more, and weighs more than all of
 * `clerklet/verify`. Never rejects.
 */
export function send(ctx: Context, path: string, options: SendOptions = {}): Promise<Answer> {
  const { fetch = globalThis.fetch, baseUrl = SERVERS[0], apiVersion = '2026-05-12' } = ctx
  const { body, key = ctx.secretKey, timeout = checkedTimeout(ctx) } = options
  const controller = new AbortController()
  const exchange = async (): Promise<Answer> => {
    try {
      const response = await fetch(withoutEndSlashes(baseUrl) + path, {
        method: body ? 'POST' : 'GET',
        headers: {
          ...ctx.headers,
          authorization: `Bearer ${key}`,
          'clerk-api-version': apiVersion,
          'content-type': 'application/json',
        },
        body: body ? JSON.stringify(body) : null,
        redirect: 'manual',
        signal: controller.signal,
      })
      const text = await response.text()
      const { status, headers } = response
      return { status, text, json: jsonObject(text), headers }
    } catch {
      // The original message may quote a header.
      return noAnswer('no answer')
    }
  }
  return new Promise((resolve) => {
    // A fetch of the caller's own may ignore its signal.
    const cancel = startTimer(timeout, () => {
      resolve(noAnswer(`no answer within ${Math.ceil(timeout)} ms`))
      controller.abort()
    })
    exchange().then((answer) => {
      cancel()
      resolve(answer)
    })
  })
}

function noAnswer(text: string): Answer {
  return { status: 0, text, headers: new Headers() }
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
