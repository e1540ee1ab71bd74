import { type Context, SERVERS } from '../context.ts'

/** What came back. A status of 0 stands for no answer, and `text` then says why. */
export interface Answer {
  status: number
  text: string
  headers?: Headers
}

/**
 * One attempt at a call of the Backend API, its body included. `request.ts` can do more, and weighs more than all of
 * `clerklet/verify`. Never rejects.
 */
export async function send(
  ctx: Context,
  path: string,
  init: RequestInit = {},
  key = ctx.secretKey,
): Promise<Answer> {
  const { fetch = globalThis.fetch, timeout = 10_000, baseUrl = SERVERS[0] } = ctx
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Answer>((resolve) => {
    if (timeout > 0) {
      timer = setTimeout(() => {
        resolve({ status: 0, text: `no answer within ${timeout} ms` })
        controller.abort()
      }, timeout)
    }
  })
  const exchange = async (): Promise<Answer> => {
    try {
      const response = await fetch(baseUrl.replace(/\/+$/, '') + path, {
        ...init,
        headers: {
          ...ctx.headers,
          accept: 'application/json',
          authorization: `Bearer ${key}`,
          'clerk-api-version': ctx.apiVersion ?? '2026-05-12',
          ...(init.headers as Record<string, string>),
        },
        redirect: 'manual',
        signal: controller.signal,
      })
      return { status: response.status, text: await response.text(), headers: response.headers }
    } catch {
      // The original message may quote a header.
      return { status: 0, text: 'no answer' }
    }
  }
  try {
    return await Promise.race([exchange(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** {@link send} with a JSON body. */
export function post(ctx: Context, path: string, body: unknown, key?: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  return send(ctx, path, { method: 'POST', headers, body: JSON.stringify(body) }, key)
}
