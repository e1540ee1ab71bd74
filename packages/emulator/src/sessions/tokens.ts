import { SignJWT } from 'jose'
import type { State } from '../state.ts'
import { accessClaims } from './accessClaims.ts'
import { factorAges } from './factorAges.ts'
import { sessionClaims } from './sessionClaims.ts'
import type { Session } from './store.ts'

/** The options of {@link mintSessionToken}. */
export interface TokenOptions {
  /** Seconds from now. Default: 60. A negative number creates an expired token. */
  expiresIn?: number | undefined
  /** The format of the claims. Default: 2, which Clerk issues now. */
  version?: 1 | 2 | undefined
  /** The authorized party: the origin to which the token is issued. Default: none. */
  azp?: string | undefined
  /** Additional claims, which replace other claims of the token with the same names. */
  claims?: Record<string, unknown> | undefined
}

/** The category in the header of session tokens and handshake tokens. */
export const SESSION_CATEGORY = 'cl_B7d4PD111AAA'

/** Signs a session token that is issued at the time of the clock. */
export async function mintSessionToken(
  state: State,
  session: Session | undefined,
  { expiresIn = 60, version = 2, azp, claims }: TokenOptions = {},
): Promise<string> {
  const { clock, instance, keys, newId } = state
  const now = Math.floor(clock.now() / 1000)
  const payload: Record<string, unknown> = {
    ...(session && sessionClaims(state, session)),
    ...(azp && { azp }),
    exp: now + expiresIn,
    iat: now,
    iss: `https://${instance.frontendApi}`,
    jti: newId('jti').slice(4),
    nbf: now - 10,
    ...(session && {
      fva: factorAges(state, session),
      sid: session.id,
      sub: session.user_id,
      ...accessClaims(state, session, version),
      ...(session.actor && { act: session.actor }),
    }),
    ...(version === 2 && { sts: session?.status === 'pending' ? 'pending' : 'active', v: 2 }),
    ...claims,
  }
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', cat: SESSION_CATEGORY, kid: instance.id, typ: 'JWT' })
    .sign(await keys.signingKey())
}
