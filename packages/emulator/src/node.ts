import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { EmulatorContext } from './emulator.ts'

export { type Persistence, persist } from './persist.ts'

/** Where {@link listen} listens. */
export interface ListenOptions {
  /** Default: one that is free. */
  port?: number | undefined
  /** Default: `127.0.0.1`. */
  hostname?: string | undefined
  /** Listens beyond this machine: anybody who reaches it may do anything with the emulated instance. */
  exposed?: boolean | undefined
}

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
 * @throws {TypeError} when the host is not this machine and `exposed` is not set.
 */
export function listen(
  emulator: { fetch: (request: Request) => Promise<Response>; ctx: EmulatorContext },
  { port = 0, hostname = '127.0.0.1', exposed = false }: ListenOptions = {},
): Promise<Listening> {
  if (!exposed && !/^(127\.\d+\.\d+\.\d+|::1|localhost)$/.test(hostname)) {
    throw new TypeError(
      `The emulator checks nobody's identity, and ${hostname} is reachable from elsewhere: listen on 127.0.0.1, or set exposed`,
    )
  }
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: (request: Request) => emulator.fetch(request), port, hostname },
      (info: AddressInfo) => {
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
      },
    )
    server.on('error', reject)
  })
}
