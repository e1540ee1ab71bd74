import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

export const MEGABYTE = 1_000_000
const CHUNK = Buffer.alloc(50_000, 'x')

/** A request as the Frontend API received it, and the outcome of its connection. */
export interface Arrived {
  method: string
  target: string
  /** The headers as Node parses them: the values of repeated lines are joined. */
  headers: IncomingMessage['headers']
  /** The name and the value of every received header line, in turn. */
  rawHeaders: string[]
  /** Bytes of the body that were read, and bytes of the response that were written. */
  read: number
  written: number
  /** Resolves when the response is complete, or when the connection is closed before. */
  ended: Promise<'finished' | 'closed'>
  /** Makes `/v1/up` start to read the body of the request. */
  release: () => void
}

type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  arrived: Arrived,
  released: Promise<void>,
) => Promise<void> | void

/** The responses of the stand-in for the Frontend API, by path. */
const routes: Record<string, Route> = {
  '/v1/echo'(_, response, { method, target, headers, rawHeaders }) {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method, target, headers, rawHeaders }))
  },
  '/v1/cookies'(_, response) {
    response.setHeader('set-cookie', COOKIES).setHeader('connection', 'close, x-hop')
    response.setHeader('x-hop', '1').end()
  },
  '/v1/gzip'(_, response) {
    const body = gzipSync('plain text '.repeat(1000))
    response.setHeader('content-encoding', 'gzip').setHeader('content-length', body.length)
    response.end(body)
  },
  '/v1/redirect'(_, response) {
    response.writeHead(307, { location: '/v1/echo?a=1' }).end()
  },
  '/v1/down'(_, response, arrived) {
    return produce(response, arrived, 50 * MEGABYTE)
  },
  async '/v1/up'(request, response, arrived, released) {
    await released
    for await (const chunk of request) arrived.read += chunk.length
    response.end(`${arrived.read}`)
  },
  '/v1/silent'() {},
  '/v1/broken'(_, response) {
    response.writeHead(200, { 'content-length': 1000 })
    response.write('the first bytes', () => response.destroy())
  },
}

export const COOKIES = [
  'a=1; Path=/; HttpOnly',
  'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure',
  'a=3; Path=/x',
]

/** Writes a body as fast as the reader allows. */
async function produce(response: ServerResponse, arrived: Arrived, bytes: number): Promise<void> {
  let resume = () => {}
  response.on('drain', () => resume()).on('close', () => resume())
  while (arrived.written < bytes && !response.destroyed) {
    arrived.written += CHUNK.length
    if (response.write(CHUNK)) continue
    await new Promise<void>((resolve) => {
      resume = resolve
    })
  }
  response.end()
}

export interface Upstream {
  url: string
  port: number
  arrived: Arrived[]
  /** Resolves with the next request that arrives. */
  next: () => Promise<Arrived>
  close: () => Promise<void>
}

/** Starts a stand-in for the Frontend API on loopback. */
export async function startUpstream(): Promise<Upstream> {
  const arrived: Arrived[] = []
  let waiting: ((one: Arrived) => void)[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const one: Arrived = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      read: 0,
      written: 0,
      ended: new Promise((resolve) => {
        response.on('close', () => resolve(response.writableFinished ? 'finished' : 'closed'))
      }),
      release,
    }
    arrived.push(one)
    for (const tell of waiting) tell(one)
    waiting = []
    const route = routes[one.target.split('?', 1)[0] ?? ''] ?? routes['/v1/echo']
    // Ignores the error of an incomplete body, because `ended` already reports it.
    Promise.resolve(route?.(request, response, one, released)).catch(() => {})
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    arrived,
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
