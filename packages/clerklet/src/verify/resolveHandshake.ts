import { ClerkConfigError } from '../errors.ts'
import { path } from '../path.ts'
import { callApi } from './api.ts'
import { decodeToken } from './decode.ts'
import { refuse } from './errors.ts'
import { failure } from './failure.ts'
import { redirectTo } from './handshake.ts'
import type { Incoming } from './incoming.ts'
import { isSessionCategory } from './kind.ts'
import { verifySession } from './openSession.ts'
import { cookieHeaders, sessionCookie } from './setCookie.ts'
import { verifySignature } from './signature.ts'
import { type SignedInState, type SignedOutState, signedIn, signedOut } from './state.ts'
import { withoutParameters } from './url.ts'

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
export async function resolveHandshake(
  incoming: Incoming,
): Promise<SignedInState | SignedOutState | undefined> {
  const { cookies, trace, production } = incoming
  const nonce = incoming.query('__clerk_handshake_nonce') ?? cookies.__clerk_handshake_nonce
  const token = incoming.query('__clerk_handshake') ?? cookies.__clerk_handshake
  if (!nonce && !token) return undefined
  const ofNoUse = (what: string, error: unknown) => {
    const { reason } = failure(error)
    trace.push(`${what} of no use: ${reason}`)
    return reason
  }

  let lines: unknown
  try {
    lines = nonce ? await linesOfNonce(incoming, nonce) : await linesOfToken(incoming, `${token}`)
  } catch (error) {
    const reason = ofNoUse('handshake token', error)
    // In production the cookie may be that of another application on the same domain.
    if (production) return undefined
    throw new ClerkConfigError(
      `The handshake token does not hold (reason=${reason}): check that secretKey, publishableKey and jwtKey are of one instance; if they were switched to another one, sign out or delete the cookies`,
    )
  }
  const set = cookieHeaders(lines)
  trace.push(`handshake by ${nonce ? 'nonce' : 'token'}: ${set.length} cookies`)
  const headers: [string, string][] = [
    ['access-control-allow-origin', 'null'],
    ['access-control-allow-credentials', 'true'],
    ...set,
  ]
  if (!production) headers.push(...redirectTo(withoutParameters(incoming.url, LEFT_BEHIND)))
  const session = sessionCookie(set)
  if (!session) return signedOut(trace, 'session-token-missing', '', headers)
  try {
    return signedIn(incoming, session, await verifyWithLeniency(incoming, session), headers)
  } catch (error) {
    ofNoUse('session of the handshake', error)
    return undefined
  }
}

async function linesOfNonce({ ctx, trace }: Incoming, nonce: string): Promise<unknown> {
  try {
    const { directives } = await callApi<{ directives?: unknown }>(ctx, {
      operation: 'getHandshakePayload',
      path: path`/clients/handshake_payload`,
      query: `?${new URLSearchParams({ nonce })}`,
    })
    return directives
  } catch (error) {
    trace.push(`handshake payload not to be had: ${(error as Error).name}`)
    return []
  }
}

/** A handshake token has no subject and no expiry: its signature and category are what there is to check. */
async function linesOfToken({ ctx }: Incoming, token: string): Promise<unknown> {
  const decoded = decodeToken(token)
  if (!isSessionCategory(decoded.header)) refuse('token-invalid', 'This is not a handshake token.')
  await verifySignature(ctx, decoded)
  return decoded.payload.handshake
}

async function verifyWithLeniency({ ctx, trace, production }: Incoming, session: string) {
  try {
    return await verifySession(ctx, session)
  } catch (error) {
    const { reason } = failure(error)
    if (production || !/(expired|yet|future)$/.test(reason)) throw error
    trace.push(`the clock of this machine is off: ${reason}`)
    return verifySession({ ...ctx, clockSkewInMs: DEVELOPMENT_SKEW }, session)
  }
}
