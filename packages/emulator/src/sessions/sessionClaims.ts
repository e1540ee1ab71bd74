import type { State } from '../state.ts'
import { checkReserved } from './reservedClaims.ts'
import { render, shortcodesOf } from './shortcodes.ts'
import type { Session } from './store.ts'

/** Claims that Clerk sets itself in one of the formats of session tokens. */
const RESERVED = [
  'act',
  'azp',
  'exp',
  'fea',
  'fva',
  'iat',
  'iss',
  'jti',
  'nbf',
  'o',
  'org_id',
  'org_permissions',
  'org_role',
  'org_slug',
  'pla',
  'sid',
  'sts',
  'sub',
  'v',
]

/** Refuses custom claims with the name of a claim that Clerk sets itself. */
export function checkSessionClaims(claims: Record<string, unknown>): void {
  checkReserved(claims, RESERVED, 'session_token.claims')
}

/**
 * Returns the custom claims of the instance for a session token, with the values of the session.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/customize-session-tokens Customize session tokens}
 */
export function sessionClaims(state: State, session: Session): Record<string, unknown> {
  const { claims } = state.settings.session_token
  const user = state.users.get(session.user_id)
  if (!user || !Object.keys(claims).length) return {}
  return render(claims, shortcodesOf(state, session, user))
}
