import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { entry } from './core/errors.ts'
import type { EmulatorContext } from './emulator.ts'
import type { ListenOptions } from './listenOptions.ts'
import { checkEmulator, checkListenOptions } from './options.ts'
import { refusalOf, sendRefusal, servePackageFile } from './server/index.ts'

export type { ListenOptions } from './listenOptions.ts'
export { type Persistence, persist } from './persist.ts'

/** An emulator that is served over HTTP. */
export interface Listening {
  /** The value for `CLERK_API_URL`, without `/v1`. */
  url: string
  /** The environment variables of an application that uses the emulator. */
  env: {
    CLERK_API_URL: string
    CLERK_SECRET_KEY: string
    CLERK_PUBLISHABLE_KEY: string
    /** In PEM form, with line breaks. */
    CLERK_JWT_KEY: string
    /** The address of the Frontend API, for the `proxyUrl` of `authenticateRequest`. */
    CLERK_PROXY_URL: string
    CLERK_SIGN_IN_URL: string
  }
  /** Stops the server after the responses to all pending requests are sent. */
  close: () => Promise<void>
}

/** The members of an emulator that {@link listen} uses. */
export interface Served {
  fetch: (request: Request) => Promise<Response>
  ctx: EmulatorContext
  /** `listen` sets `url` to the address of the server, unless `url` is set already. */
  url?: string | undefined
}

/**
 * Serves an emulator over HTTP, for programs that cannot use its `fetch`: another process, or another language.
 *
 * The server also serves the scripts of Clerk's components, from the packages `@clerk/clerk-js` and `@clerk/ui` that are
 * installed in the working directory or above it.
 *
 * @example
 * const { url, close } = await listen(createEmulator(), { port: 4010 })
 *
 * @throws {TypeError} when an option is unknown or malformed, or when other machines reach the host and `exposed` is not set.
 * @throws {Error} when the server cannot listen, such as on a port that is in use.
 */
export function listen(emulator: Served, options: ListenOptions = {}): Promise<Listening> {
  checkEmulator(emulator, { fetch: 'function', ctx: 'object' })
  checkListenOptions(options)
  const { port = 0, hostname = '127.0.0.1', exposed = false, https } = options
  if (!exposed && !/^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(hostname)) {
    throw new TypeError(
      `The emulator does not authenticate callers, and ${hostname} is reachable from other machines: listen on 127.0.0.1, or set exposed`,
    )
  }
  const folder = process.cwd()
  const carryOut = getRequestListener(
    async (request) => (await servePackageFile(request, folder)) ?? emulator.fetch(request),
    { hostname, errorHandler: answerFailure },
  )
  const listener: RequestListener = (incoming, outgoing) => {
    const refusal = refusalOf(incoming, exposed)
    if (refusal) return sendRefusal(outgoing, refusal)
    return carryOut(incoming, outgoing)
  }
  const server = https ? createSecureServer(https, listener) : createServer(listener)
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(port, hostname, () => {
      // The address is a string only for a server that listens on a pipe.
      const info = server.address() as AddressInfo
      const url = `${https ? 'https' : 'http'}://${nameOf(info)}:${info.port}`
      const isMine = emulator.url === undefined
      if (isMine) emulator.url = url
      const { secretKey, publishableKey, jwtKey } = emulator.ctx
      resolve({
        url,
        env: {
          CLERK_API_URL: url,
          CLERK_SECRET_KEY: secretKey,
          CLERK_PUBLISHABLE_KEY: publishableKey,
          CLERK_JWT_KEY: jwtKey,
          CLERK_PROXY_URL: url,
          CLERK_SIGN_IN_URL: `${url}/sign-in`,
        },
        close: () =>
          new Promise((done) => {
            if (isMine && emulator.url === url) emulator.url = undefined
            server.close(() => done())
          }),
      })
    })
  })
}

/**
 * Returns the host of the server for URLs. It is `localhost` for `127.0.0.1`, `::1` and a server on all addresses, since
 * `localhost` and `127.0.0.1` do not share cookies. For any other address, it is the address.
 */
function nameOf({ address, family }: AddressInfo): string {
  if (/^(127\.0\.0\.1|::1|0\.0\.0\.0|::)$/.test(address)) return 'localhost'
  return family === 'IPv6' ? `[${address}]` : address
}

/** Responds with 400 to a malformed HTTP request, and with 500 when the emulator threw an error. */
function answerFailure(error: unknown): Response {
  const { message } = error as Error
  return error instanceof RequestError
    ? Response.json({ errors: [entry('request_invalid', message)] }, { status: 400 })
    : Response.json({ errors: [entry('internal_clerk_error', message)] }, { status: 500 })
}
