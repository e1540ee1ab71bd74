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
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
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
        method,
        headers: {
          ...ctx.headers,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          authorization: `Bearer ${key}`,
          'clerk-api-version': ctx.apiVersion ?? '2026-05-12',
        },
        body: body === undefined ? null : JSON.stringify(body),
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
