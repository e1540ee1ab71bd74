import type { ClerkNetworkError } from './errors.ts'
import type { Cause } from './redact.ts'

/** What runtimes call each problem, in codes and in messages, and what it is. */
const PROBLEMS: [pattern: RegExp, problem: string][] = [
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo|dns|name not resolved/i, 'the host name cannot be resolved'],
  [/ECONNREFUSED|refused/i, 'the connection was refused'],
  [/CERT|TLS|SSL|EPROTO|self.signed|ISSUER|LEAF_SIGNATURE/i, 'TLS failed'],
  [/timeout|ETIMEDOUT|timed out/i, 'no response within the timeout'],
  [/ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|unreachable/i, 'the network is unreachable'],
  [
    /ECONNRESET|EPIPE|UND_ERR_SOCKET|ConnectionClosed|reset|closed|lost|terminated|socket hang up/i,
    'the connection broke off',
  ],
]

/** Why no response arrived, in a clause for a message, with the code of the runtime in brackets. */
export function networkProblem(error: ClerkNetworkError): string {
  const { code } = error
  const texts = [code]
  // What `harmless` has copied: messages and codes without credentials.
  for (let cause = error.cause as Cause | undefined; cause; cause = cause.cause) {
    texts.push(cause.code ?? '', cause.message)
  }
  // The code of the runtime counts before the messages.
  const problems = texts.map((text) => PROBLEMS.find(([pattern]) => pattern.test(text))?.[1])
  const problem = problems.find(Boolean) ?? 'the connection failed'
  const isSystemCode = code !== 'timeout' && code !== 'network'
  return isSystemCode ? `${problem} (${code})` : problem
}
