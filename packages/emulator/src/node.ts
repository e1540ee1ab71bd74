import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Emulator } from './emulator.ts'

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
  env: { CLERK_API_URL: string; CLERK_SECRET_KEY: string; CLERK_PUBLISHABLE_KEY: string }
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
  emulator: Emulator,
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
        const { secretKey, publishableKey } = emulator.instance
        resolve({
          url,
          env: {
            CLERK_API_URL: url,
            CLERK_SECRET_KEY: secretKey,
            CLERK_PUBLISHABLE_KEY: publishableKey,
          },
          close: () => new Promise((done) => server.close(() => done())),
        })
      },
    )
    server.on('error', reject)
  })
}
