import { request as insecurely } from 'node:http'
import { request as securely } from 'node:https'
import { keptCertificate } from './certificate.ts'
import { CommandExit } from './commandExit.ts'

/** The parameters of a token. */
export interface Asked {
  /** An id, a username, an e-mail address or a phone number. */
  user: string
  azp?: string | undefined
  /** An id or a slug. */
  organization?: string | undefined
}

/** The address of a server on this machine. */
export interface Address {
  port: number
  /** Whether the server uses the certificate that `--https` creates. */
  https: boolean
}

/**
 * Requests a session token from the emulator that runs on this machine.
 *
 * @throws {CommandExit} when no emulator runs at the port, another program uses the port, or the emulator refuses the request,
 *   and when `https` is set but no valid certificate is stored.
 */
export async function askForToken(asked: Asked, { port, https }: Address): Promise<string> {
  const url = `${https ? 'https' : 'http'}://localhost:${port}`
  const ca = https ? await certificate() : undefined
  const answer = await send(`${url}/_emulator/tokens`, JSON.stringify(asked), ca).catch(
    (error: NodeJS.ErrnoException) => {
      throw failed(unreachable(url, port, error))
    },
  )
  const { jwt, errors } = membersOf(answer.body)
  if (answer.status === 200 && typeof jwt === 'string') return jwt
  const [first] = Array.isArray(errors) ? errors : []
  const { long_message: reason } = membersOf(first)
  throw failed(
    typeof reason === 'string'
      ? reason
      : `the server at ${url} is not an emulator: name the port of the emulator with --port`,
  )
}

async function certificate(): Promise<string> {
  const kept = await keptCertificate()
  if (kept) return kept.cert
  throw failed('--https needs an emulator that was started with it on this machine, and none was')
}

function unreachable(url: string, port: number, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') {
    return `no emulator runs at ${url}: start one with clerklet-emulator --port ${port}, or name its port with --port`
  }
  // Either the request or the server uses https, but not both.
  if (code === 'EPROTO' || code === 'ECONNRESET' || code?.startsWith('HPE_')) {
    return url.startsWith('https:')
      ? `the server at port ${port} does not use https: omit --https`
      : `the server at port ${port} does not use http: add --https if the emulator was started with it`
  }
  return `the request to ${url} failed: ${message}`
}

function failed(reason: string): CommandExit {
  return new CommandExit(`clerklet-emulator: ${reason}\n`, 1)
}

/** Sends a POST request, over https when `ca` is given: the trusted certificate. The global `fetch` has no such option. */
function send(url: string, body: string, ca: string | undefined) {
  return new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const options = { method: 'POST', headers, agent: false as const, ...(ca && { ca }) }
    const request = (ca ? securely : insecurely)(url, options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: jsonOf(Buffer.concat(chunks).toString()) })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
