import { isPlainObject } from '../core/isObject.ts'
import { misconfigured } from '../instance/configuration.ts'
import { toResponse } from '../verify/auth/toResponse.ts'
import { forbiddenResponse } from '../verify/forbiddenResponse.ts'
import { type HasParams, isReverification } from '../verify/has.ts'
import { type AcceptsToken, accepts } from '../verify/options.ts'
import { reverificationErrorResponse } from '../verify/reverificationErrorResponse.ts'
import type { SelectedAuth } from '../verify/selectAuth.ts'
import type { Authentication } from './authentication.ts'
import type { GetAuthOptions } from './options.ts'
import { checkedOptions, selectedAuth } from './selectedAuth.ts'

/** The authenticated auth objects of the kinds of token in `Accepts`. */
export type AuthenticatedAuth<Accepts extends AcceptsToken> = Extract<
  SelectedAuth<Accepts>,
  { isAuthenticated: true }
>

/**
 * The check of `requireAuth`: conditions as `has` takes them, or a function. With a function, a request passes only when the
 * result is `true`.
 */
export type Check<Accepts extends AcceptsToken = AcceptsToken> =
  | HasParams
  | ((auth: AuthenticatedAuth<Accepts>) => boolean | Promise<boolean>)

/** Returns the response to a refused request; `undefined` when the request may continue. */
export type Gate = (authentication: Authentication) => Promise<Response | undefined>

/**
 * Makes the function that checks the requests of a route, for `requireAuth`.
 *
 * @throws {ClerkConfigError} when the check or an option is not valid, and when an option is unknown.
 */
export function createGate<const Accepts extends AcceptsToken>(
  check: Check<Accepts> | undefined,
  options: GetAuthOptions<Accepts> | undefined,
): Gate {
  requireCheck(check)
  // The conditions are copied, so that later changes of the object have no effect.
  const asked = typeof check === 'object' ? { ...check } : check
  const checked = checkedOptions(options)
  return async (authentication) => {
    const { state } = authentication
    const auth = selectedAuth(authentication, checked)
    if (!isAuthenticated<Accepts>(auth)) {
      const { tokenType } = state
      const isMismatch =
        state.isAuthenticated &&
        tokenType &&
        !accepts(checked.acceptsToken ?? 'session_token', tokenType)
      return isMismatch ? refusal(state, 'token-type-mismatch') : state.toResponse()
    }
    if (asked === undefined) return undefined
    if (typeof asked !== 'function') return missing(state, auth, asked)
    return (await asked(auth)) === true ? undefined : refusal(state, 'forbidden')
  }
}

function isAuthenticated<Accepts extends AcceptsToken>(
  auth: SelectedAuth<Accepts>,
): auth is AuthenticatedAuth<Accepts> {
  return auth.isAuthenticated
}

/** Makes the response to an authenticated request that is refused. */
function refusal(
  { headers }: Authentication['state'],
  reason: 'token-type-mismatch' | 'forbidden',
): Response {
  return toResponse({ reason, headers, isPending: false, hasToken: true })
}

/**
 * Makes the 403 response when a condition does not hold. When only `reverification` does not hold, the response asks for
 * reverification. Otherwise, the response names all conditions except `reverification`. Undefined when all conditions hold.
 */
function missing(
  { headers }: Authentication['state'],
  auth: { has(params: HasParams): boolean },
  { reverification, ...asked }: HasParams,
): Response | undefined {
  const isAsked = Object.values(asked).some((value) => value !== undefined)
  if (isAsked && !auth.has(asked)) return forbiddenResponse(asked, { headers })
  if (reverification !== undefined && !auth.has({ reverification })) {
    return reverificationErrorResponse(reverification, { headers })
  }
  return undefined
}

const CONDITIONS = ['role', 'permission', 'feature', 'plan']

/** Throws for a check that is not valid, such as an empty object or an unknown condition. Untyped callers may pass any value. */
function requireCheck(check: unknown): void {
  if (check === undefined || typeof check === 'function') return
  const set = isPlainObject(check)
    ? Object.entries(check).filter(([, value]) => value !== undefined)
    : []
  if (set.length > 0 && set.every(isCondition)) return
  throw misconfigured(
    'The check of requireAuth',
    'not valid',
    `an object of ${CONDITIONS.join(', ')}, each a non-empty string, and reverification; or a function`,
  )
}

function isCondition([name, value]: [string, unknown]): boolean {
  if (name === 'reverification') return isReverification(value)
  return CONDITIONS.includes(name) && typeof value === 'string' && value !== ''
}
