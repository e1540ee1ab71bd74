import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { NodeMiddleware } from '#clerklet/node/index.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

export interface Answer {
  status: number
  /** The headers by names in lower case, with a list for `set-cookie`. */
  headers: Record<string, string | string[] | undefined>
  cookies: string[]
  text: string
}

/**
 * Runs middlewares one after the other, and then the handler. Responds to an error with status 500 and the text of the error.
 */
export function chain(middlewares: readonly NodeMiddleware[], handler: Handler): Handler {
  return (req, res) => {
    const run = (index: number): unknown => {
      const middleware = middlewares[index]
      if (!middleware) return handler(req, res)
      return middleware(req, res, (error) => {
        if (!error) return run(index + 1)
        res.statusCode = 500
        return res.end(`${error}`)
      })
    }
    return run(0)
  }
}

/** Serves `handler` until the end of the test. Returns the port. */
export async function serve(handler: Handler): Promise<number> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Sends a request with exactly the given path, method and headers, even where `fetch` would change them. */
export function send(
  port: number,
  {
    path = '/path',
    method = 'GET',
    headers = {},
  }: {
    path?: string
    method?: string
    headers?: Record<string, string | string[]>
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (received) => {
      let text = ''
      received.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      received.on('end', () => {
        const { statusCode: status = 0, headers } = received
        resolve({ status, headers, cookies: headers['set-cookie'] ?? [], text })
      })
    })
    sent.on('error', reject).end()
  })
}

/** Serves `handler` behind the middlewares, and returns the response to one request. */
export async function answer(
  middlewares: readonly NodeMiddleware[],
  handler: Handler,
  what?: Parameters<typeof send>[1],
): Promise<Answer> {
  return send(await serve(chain(middlewares, handler)), what)
}
