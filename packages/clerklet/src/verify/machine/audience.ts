import { MachineTokenVerificationError } from '../errors.ts'
import type { AuthenticateContext } from '../options.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { shown } from '../token/shown.ts'

/**
 * Checks `aud` when an audience is expected. The `aud` of an OAuth access token must contain an expected audience, because the
 * token is issued for one resource server. An M2M token may have no `aud`; otherwise, its `aud` must contain an expected
 * audience, too.
 */
export function requireAudience(
  ctx: AuthenticateContext,
  type: MachineTokenType,
  aud: unknown,
  status?: number,
): void {
  const expected = [ctx.machineAudience ?? ctx.audience ?? []].flat()
  if (!expected.length) return
  let named = [aud ?? []].flat()
  if (type === 'm2m_token') {
    named = named.filter((one) => one !== '')
    if (!named.length) return
  }
  if (audienceOf(named)?.some((one) => expected.includes(one))) return
  throw new MachineTokenVerificationError(
    'token-verification-failed',
    `The aud of the token is ${shown(aud)}, and must name one of ${shown(expected)}.`,
    status,
  )
}

/** Returns the values of an `aud`: a non-empty string or a list of them. Undefined for any other value. */
export function audienceOf(aud: unknown): string[] | undefined {
  const named = [aud].flat()
  const isFilled = (one: unknown): one is string => typeof one === 'string' && one !== ''
  return named.length && named.every(isFilled) ? named : undefined
}
