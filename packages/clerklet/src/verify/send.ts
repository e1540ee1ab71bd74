import { type Context, SERVERS } from '../context.ts'

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
  key?: string | undefined,
): Promise<Answer> {
  const { timeout = 10_000 } = ctx
  if (!(timeout > 0)) return exchange(ctx, path, body, key)
  const signal = AbortSignal.timeout(timeout)
  const late = new Promise<Answer>((resolve) => {
    signal.onabort = () => resolve({ status: 0, text: `no answer within ${timeout} ms` })
  })
  // A fetch of one's own may not know what a signal is.
  return Promise.race([exchange(ctx, path, body, key, signal), late])
}

async function exchange(
  ctx: Context,
  path: string,
  body: unknown,
  key = ctx.secretKey,
  signal: AbortSignal | null = null,
): Promise<Answer> {
  const { fetch = globalThis.fetch, baseUrl = SERVERS[0], apiVersion = '2026-05-12' } = ctx
  try {
    const response = await fetch(baseUrl.replace(/\/+$/, '') + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...ctx.headers,
        accept: 'application/json',
        authorization: `Bearer ${key}`,
        'clerk-api-version': apiVersion,
        ...(body ? { 'content-type': 'application/json' } : undefined),
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

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value ? value : undefined
  } catch {
    return undefined
  }
}
