import { MachineTokenVerificationError } from '../errors.ts'
import type { AuthenticateContext } from '../options.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { shown } from '../token/shown.ts'

/**
 * Checks `aud` when an audience is expected. An OAuth access token is issued for one resource server, so that its `aud` must
 * name an expected one. An M2M token may name none, and must name an expected one when it names any.
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

/** The values of an `aud`. Undefined unless it is a non-empty string or a list of them: nothing else is compared. */
export function audienceOf(aud: unknown): string[] | undefined {
  const named = [aud].flat()
  const isFilled = (one: unknown): one is string => typeof one === 'string' && one !== ''
  return named.length && named.every(isFilled) ? named : undefined
}
