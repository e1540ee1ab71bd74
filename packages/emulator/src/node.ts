import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { entry } from './core/errors.ts'
import { hostOf, isLoopback } from './core/hosts.ts'
import type { EmulatorContext } from './emulator.ts'
import type { ListenOptions } from './listenOptions.ts'
import { checkEmulator, checkListenOptions } from './options.ts'

export type { ListenOptions } from './listenOptions.ts'
export { type Persistence, persist } from './persist.ts'

/** An emulator that is served over HTTP. */
export interface Listening {
  /** For `CLERK_API_URL`: without the `/v1`. */
  url: string
  /** The environment variables of an application that is to use it. */
  env: {
    CLERK_API_URL: string
    CLERK_SECRET_KEY: string
    CLERK_PUBLISHABLE_KEY: string
    /** In PEM form, with line breaks. */
    CLERK_JWT_KEY: string
    /** Where the Frontend API is, for the `proxyUrl` of `authenticateRequest`. */
    CLERK_PROXY_URL: string
    CLERK_SIGN_IN_URL: string
  }
  /** Stops when the requests in flight have been answered. */
  close: () => Promise<void>
}

/**
 * Serves an emulator over HTTP, for what cannot be given a `fetch`: another process, another language.
 *
 * @example
 * const { url, close } = await listen(createEmulator(), { port: 4010 })
 *
 * @throws {TypeError} when an option is unknown or malformed, or when the host is not this machine and `exposed` is not set.
 */
export function listen(
  emulator: { fetch: (request: Request) => Promise<Response>; ctx: EmulatorContext },
  options: ListenOptions = {},
): Promise<Listening> {
  checkEmulator(emulator, { fetch: 'function', ctx: 'object' })
  checkListenOptions(options)
  const { port = 0, hostname = '127.0.0.1', exposed = false } = options
  if (!exposed && !/^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(hostname)) {
    throw new TypeError(
      `The emulator checks nobody's identity, and ${hostname} is reachable from elsewhere: listen on 127.0.0.1, or set exposed`,
    )
  }
  const carryOut = getRequestListener((request) => emulator.fetch(request), {
    hostname,
    errorHandler: answerFailure,
  })
  const server = createServer((incoming, outgoing) => {
    const refusal = refusalOf(incoming, exposed)
    if (refusal) return send(outgoing, refusal)
    return carryOut(incoming, outgoing)
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, hostname, () => {
      // Only a server that listens on a pipe has a string for an address.
      const info = server.address() as AddressInfo
      const host = info.family === 'IPv6' ? `[${info.address}]` : info.address
      const url = `http://${host}:${info.port}`
      const { secretKey, publishableKey, jwtKey } = emulator.ctx
      // The name by which browsers mostly know applications on this machine.
      const pages = url.replace('127.0.0.1', 'localhost')
      resolve({
        url,
        env: {
          CLERK_API_URL: url,
          CLERK_SECRET_KEY: secretKey,
          CLERK_PUBLISHABLE_KEY: publishableKey,
          CLERK_JWT_KEY: jwtKey,
          CLERK_PROXY_URL: pages,
          CLERK_SIGN_IN_URL: `${pages}/sign-in`,
        },
        close: () => new Promise((done) => server.close(() => done())),
      })
    })
  })
}

/** An answer to a request that does not reach the emulator. */
interface Refused {
  status: 400 | 403
  code: string
  message: string
}

/** Why a request is not carried out, judging by where it is addressed; nothing when it is. */
function refusalOf(incoming: IncomingMessage, exposed: boolean): Refused | undefined {
  const named = incoming.headersDistinct.host ?? []
  if (named.length > 1) return malformed('The request has several Host headers.')
  // HTTP/1.0 needs no Host; no browser leaves it out.
  const hosts = named.filter(Boolean).map(hostOf)
  // The target of a request is a path, or a whole URL, as proxies are sent it.
  const target = incoming.url ?? ''
  if (/^https?:/i.test(target)) hosts.push(hostOf(/^https?:\/\/([^/?#]*)/i.exec(target)?.[1] ?? ''))
  for (const host of hosts) {
    if (host === undefined) return malformed('The host of the request is malformed.')
    if (!exposed && !isLoopback(host)) {
      return {
        status: 403,
        code: 'host_not_allowed',
        message: `The emulator answers requests for localhost and 127.0.0.1, and this one is for ${host}. Start it with --exposed, or listen with exposed: true, when other names, such as that of a container, may reach it.`,
      }
    }
  }
  return undefined
}

function malformed(message: string): Refused {
  return { status: 400, code: 'host_invalid', message }
}

function send(outgoing: ServerResponse, { status, code, message }: Refused): void {
  const body = JSON.stringify({ errors: [entry(code, message)] })
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  outgoing.end(body)
}

/** The answer to what is no request, and to a request that the emulator failed to answer. */
function answerFailure(error: unknown): Response {
  const { message } = error as Error
  return error instanceof RequestError
    ? Response.json({ errors: [entry('request_invalid', message)] }, { status: 400 })
    : Response.json({ errors: [entry('internal_clerk_error', message)] }, { status: 500 })
}
