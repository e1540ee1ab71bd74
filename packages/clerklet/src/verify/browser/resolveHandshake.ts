import { callApi } from '../../core/callApi.ts'
import { ClerkConfigError } from '../../core/errors.ts'
import { path } from '../../core/path.ts'
import { withoutParameters } from '../../instance/url.ts'
import { type SignedInState, type SignedOutState, signedIn, signedOut } from '../auth/state.ts'
import { decodeToken } from '../decodeToken.ts'
import { refuse } from '../errors.ts'
import { failure } from '../token/failure.ts'
import { hasCategory } from '../token/kind.ts'
import { verifySession } from '../token/openSession.ts'
import { verifySignature } from '../token/signature.ts'
import { redirectTo } from './handshake.ts'
import { cookiesOf, type Incoming, isProduction, queryOf, urlOf } from './incoming.ts'
import { cookieHeaders, sessionCookie } from './setCookie.ts'

/** Milliseconds. Development machines are put to sleep, and their clocks with them. */
const DEVELOPMENT_SKEW = 86_400_000

/** What the Frontend API leaves in the address bar of a development instance. */
const LEFT_BEHIND = [
  '__clerk_handshake',
  '__clerk_help',
  '__clerk_db_jwt',
  '__clerk_handshake_nonce',
]

/**
 * The answer of a handshake that the browser came back with, if any: cookies to set, and with them who is signed in.
 * Undefined when there is none, or when it is of no use and the request is to be judged by its cookies.
 *
 * @throws {ClerkConfigError} in development, when the handshake token does not hold: another redirect would bring the same one.
 */
export function resolveHandshake(
  incoming: Incoming,
): Promise<SignedInState | SignedOutState | undefined> | undefined {
  const find = (name: string) => queryOf(incoming, name) ?? cookiesOf(incoming).get(name)
  const nonce = find('__clerk_handshake_nonce')
  const token = find('__clerk_handshake')
  return nonce || token ? resolve(incoming, nonce, token) : undefined
}

async function resolve(
  incoming: Incoming,
  nonce: string | undefined,
  token: string | undefined,
): Promise<SignedInState | SignedOutState | undefined> {
  const { trace } = incoming
  const production = isProduction(incoming)
  const carrier = nonce ? 'nonce' : 'token'
  const ofNoUse = (what: string, error: unknown) => {
    const problem = `${what} of no use: ${failure(error).message}`
    trace.push(problem)
    return problem
  }

  let lines: unknown
  try {
    lines = nonce ? await linesOfNonce(incoming, nonce) : await linesOfToken(incoming, `${token}`)
  } catch (error) {
    const problem = ofNoUse(`handshake ${carrier}`, error)
    if (!nonce) {
      // In production the cookie may be that of another application on the same domain.
      if (production) return undefined
      throw new ClerkConfigError(
        `${problem}: check that the keys are those of one instance, and delete the cookies`,
      )
    }
  }
  const set = cookieHeaders(lines)
  trace.push(`handshake by ${carrier}: ${set.length} cookies`)
  const headers: [string, string][] = [
    ['access-control-allow-origin', 'null'],
    ['access-control-allow-credentials', 'true'],
    ...set,
  ]
  if (!production) headers.push(...redirectTo(withoutParameters(urlOf(incoming), LEFT_BEHIND)))
  const session = sessionCookie(set)
  if (!session) return signedOut(trace, 'session-token-missing', '', headers)
  try {
    return signedIn(incoming, session, await verifyWithLeniency(incoming, session), headers)
  } catch (error) {
    ofNoUse('handshake session', error)
    return undefined
  }
}

async function linesOfNonce({ ctx }: Incoming, nonce: string): Promise<unknown> {
  const { directives } = await callApi<{ directives?: unknown }>(ctx, {
    path: path`/clients/handshake_payload`,
    search: `?${new URLSearchParams({ nonce })}`,
    tokens: [nonce],
  })
  return directives
}

/** A handshake token has no subject and no expiry: its signature and category are what there is to check. */
async function linesOfToken({ ctx }: Incoming, token: string): Promise<unknown> {
  const decoded = decodeToken(token)
  if (!hasCategory(decoded.header, 'session_token'))
    refuse('token-invalid', 'The token is of another kind.')
  await verifySignature(ctx, decoded)
  return decoded.payload.handshake
}

async function verifyWithLeniency(incoming: Incoming, session: string) {
  const { ctx, trace } = incoming
  try {
    return await verifySession(ctx, session)
  } catch (error) {
    const { reason } = failure(error)
    if (isProduction(incoming) || !/(expired|yet|future)$/.test(reason)) throw error
    trace.push(`the clock of this machine is off: ${reason}`)
    return verifySession({ ...ctx, clockSkewInMs: DEVELOPMENT_SKEW }, session)
  }
}
