// Helpers of the tests of frameworks: a server, and requests without the headers that `fetch` adds.
import { createServer, request } from 'node:http'

/** Starts an HTTP server with a listener. Returns a function that sends a request, and a function that stops the server. */
export async function serve(listener) {
  const server = createServer(listener)
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  return {
    send: (what) => send(port, what),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Sends a request, and returns the response: `headers` in lower case, the cookies separately, the body as text. */
export function send(port, { path = '/', method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers }, (received) => {
      let text = ''
      received.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      received.on('end', () => {
        const { 'set-cookie': cookies = [], ...rest } = received.headers
        resolve({ status: received.statusCode, headers: rest, cookies, text })
      })
    })
    sent.on('error', reject).end(body)
  })
}

/** Converts a `Response` to the result of `send`. */
export async function read(response) {
  const { 'set-cookie': _, ...headers } = Object.fromEntries(response.headers)
  return {
    status: response.status,
    headers,
    cookies: response.headers.getSetCookie(),
    text: await response.text(),
  }
}
