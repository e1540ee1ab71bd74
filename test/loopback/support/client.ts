import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

/**
 * Creates a request with `node:http`, which reports every header line. The test ends the request, and can read the response
 * slowly.
 */
export function send(
  port: number,
  path: string,
  init: { method?: string; headers?: Record<string, string | string[]> } = {},
) {
  const sent: ClientRequest = request({ host: '127.0.0.1', port, path, agent: false, ...init })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on('response', resolve).on('error', reject)
  })
  // A test that disconnects ignores the resulting error.
  answered.catch(() => {})
  return { sent, answered }
}

/** Sends a request without a body, and reads the whole response. */
export async function get(port: number, path: string, headers: Record<string, string> = {}) {
  const { sent, answered } = send(port, path, { headers })
  sent.end()
  const response = await answered
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

/**
 * Writes bytes to a socket, even if they are not HTTP. Resolves to the status of the response; undefined without a response.
 */
export function raw(port: number, bytes: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'))
    const done = () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1]) || undefined)
    socket.on('data', (data) => {
      received += data
      if (received.includes('\r\n\r\n')) socket.destroy()
    })
    socket.on('close', done).on('error', done)
    socket.setTimeout(5_000, () => socket.destroy())
  })
}
