import type { IncomingMessage, ServerResponse } from 'node:http'
import { entry } from '../core/errors.ts'
import { hostOf, isLoopback } from '../core/hosts.ts'

/** An answer to a request that does not reach the emulator. */
export interface Refused {
  status: 400 | 403
  code: string
  message: string
}

/** Why a request is not carried out, judging by where it is addressed; nothing when it is. */
export function refusalOf(incoming: IncomingMessage, exposed: boolean): Refused | undefined {
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

/** Answers a request that is not carried out. */
export function sendRefusal(outgoing: ServerResponse, { status, code, message }: Refused): void {
  const body = JSON.stringify({ errors: [entry(code, message)] })
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  outgoing.end(body)
}
