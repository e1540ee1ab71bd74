import type { IncomingMessage, ServerResponse } from 'node:http'
import { entry } from '../core/errors.ts'
import { hostOf, isLoopback } from '../core/hosts.ts'

/** The response to a request that is not passed to the emulator. */
export interface Refused {
  status: 400 | 403
  code: string
  message: string
}

/** Returns the refusal of a request whose host is malformed or not allowed; undefined for an allowed request. */
export function refusalOf(incoming: IncomingMessage, exposed: boolean): Refused | undefined {
  const named = incoming.headersDistinct.host ?? []
  if (named.length > 1) return malformed('The request has several Host headers.')
  // A request without `Host`, as in HTTP/1.0, is allowed, since it does not come from a browser.
  const hosts = named.filter(Boolean).map(hostOf)
  // The target is a path, or an absolute URL as sent to proxies.
  const target = incoming.url ?? ''
  if (/^https?:/i.test(target)) hosts.push(hostOf(/^https?:\/\/([^/?#]*)/i.exec(target)?.[1] ?? ''))
  for (const host of hosts) {
    if (host === undefined) return malformed('The host of the request is malformed.')
    if (!exposed && !isLoopback(host)) {
      return {
        status: 403,
        code: 'host_not_allowed',
        message: `The emulator accepts requests for localhost and 127.0.0.1 only, and this one is for ${host}. Start it with --exposed, or listen with exposed: true, when other names, such as that of a container, may reach it.`,
      }
    }
  }
  return undefined
}

function malformed(message: string): Refused {
  return { status: 400, code: 'host_invalid', message }
}

/** Sends the response to a refused request. */
export function sendRefusal(outgoing: ServerResponse, { status, code, message }: Refused): void {
  const body = JSON.stringify({ errors: [entry(code, message)] })
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  outgoing.end(body)
}
