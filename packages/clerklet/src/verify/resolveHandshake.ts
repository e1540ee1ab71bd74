import { ClerkConfigError } from '../errors.ts'
import { path } from '../path.ts'
import { callApi } from './api.ts'
import { decodeToken } from './decode.ts'
import { TokenVerificationError } from './errors.ts'
import { sessionGetToken } from './getToken.ts'
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
  const { ctx, cookies, trace, production } = incoming
  const nonce = incoming.query('__clerk_handshake_nonce') ?? cookies.__clerk_handshake_nonce
  const token = incoming.query('__clerk_handshake') ?? cookies.__clerk_handshake
  if (!nonce && !token) return undefined

  let lines: unknown
  if (nonce) lines = await linesOfNonce(incoming, nonce)
  else {
    try {
      lines = await linesOfToken(incoming, token as string)
    } catch (error) {
      if (error instanceof ClerkConfigError) throw error
      const reason = error instanceof TokenVerificationError ? error.reason : 'unexpected-error'
      // In production the cookie may be that of another application on the same domain.
      if (!production) throw unusable(reason)
      trace.push(`handshake token of no use: ${reason}`)
      return undefined
    }
  }
  const set = cookieHeaders(lines)
  const headers: [string, string][] = [
    ['access-control-allow-origin', 'null'],
    ['access-control-allow-credentials', 'true'],
    ...set,
  ]
  if (!production) {
    headers.push(
      ['location', withoutParameters(incoming.url, LEFT_BEHIND)],
      ['cache-control', 'no-store'],
    )
  }
  const session = sessionCookie(set)
  trace.push(`handshake by ${nonce ? 'nonce' : 'token'}: ${set.length} cookies`)
  if (!session) return signedOut('session-token-missing', '', trace, headers)
  try {
    const claims = await verifyWithLeniency(incoming, session)
    return signedIn(session, claims, sessionGetToken(ctx, session, claims.sid), trace, headers)
  } catch (error) {
    if (error instanceof ClerkConfigError) throw error
    trace.push(
      `session of the handshake of no use: ${error instanceof TokenVerificationError ? error.reason : 'unexpected-error'}`,
    )
    return undefined
  }
}

async function linesOfNonce({ ctx, trace }: Incoming, nonce: string): Promise<unknown> {
  try {
    const { directives } = await callApi<{ directives?: unknown }>(ctx, {
      operation: 'getHandshakePayload',
      method: 'GET',
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
  if (!isSessionCategory(decoded.header)) {
    throw new TokenVerificationError('token-invalid', 'This is not a handshake token.')
  }
  await verifySignature(ctx, decoded)
  return decoded.payload.handshake
}

async function verifyWithLeniency({ ctx, trace, production }: Incoming, session: string) {
  try {
    return await verifySession(ctx, session)
  } catch (error) {
    const isAboutTime =
      error instanceof TokenVerificationError &&
      /^token-(expired|not-active-yet|iat-in-the-future)$/.test(error.reason)
    if (production || !isAboutTime) throw error
    trace.push(`the clock of this machine is off: ${error.reason}`)
    return verifySession({ ...ctx, clockSkewInMs: DEVELOPMENT_SKEW }, session)
  }
}

function unusable(reason: string): ClerkConfigError {
  return new ClerkConfigError(
    reason === 'token-invalid-signature'
      ? 'The handshake token has a wrong signature (reason=token-invalid-signature): if the keys were switched to another instance, sign out or delete the cookies; else check that secretKey, publishableKey and jwtKey are of one instance'
      : `The handshake token does not hold (reason=${reason}): check that secretKey and publishableKey are of one instance`,
  )
}
