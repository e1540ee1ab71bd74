import type { JWTPayload } from 'jose'
import { entry, Refusal } from '../core/errors.ts'
import { readJwt } from '../core/jwt.ts'
import type { State } from '../state.ts'
import { SESSION_CATEGORY } from './tokens.ts'

/** Verifies a session token, and returns its claims. Refuses an invalid or expired token. */
export async function readSessionToken(state: State, token: string): Promise<JWTPayload> {
  const read = await readJwt(state, token)
  const now = Math.floor(state.clock.now() / 1000)
  const { exp = 0, nbf = 0 } = read?.claims ?? {}
  if (!read || read.header.cat !== SESSION_CATEGORY || now >= exp || now < nbf) {
    throw new Refusal(
      400,
      entry(
        'invalid_session_token',
        'Invalid session token',
        'The token provided could not be successfully verified',
      ),
    )
  }
  return read.claims
}
