import { refuse, type TokenVerificationReason } from '../errors.ts'
import { now } from './now.ts'
import type { VerifyContext } from './verifyContext.ts'

/** Checks the claims of a token whose signature is verified, in the order in which reasons are reported. */
export function checkClaims(
  ctx: VerifyContext,
  { sub, aud, azp, iss, exp, nbf, iat }: Record<string, unknown>,
): void {
  if (typeof sub !== 'string')
    refuse('token-verification-failed', 'The claim sub must be a string.')

  // A token without `aud` passes any audience.
  if (ctx.audience && aud) {
    const audience = [ctx.audience].flat().filter(Boolean)
    const named = [aud].flat()
    if (
      audience.length &&
      named.some(Boolean) &&
      named.every((one) => typeof one === 'string') &&
      !named.some((one) => audience.includes(one))
    ) {
      refuse('token-verification-failed', `The claim aud is not among ${JSON.stringify(audience)}.`)
    }
  }

  const parties = ctx.authorizedParties ?? []
  if (parties.length && !(azp && parties.includes(azp as string))) {
    refuse(
      'token-invalid-authorized-parties',
      `The claim azp is not among ${JSON.stringify(parties)}.`,
    )
  }

  const { issuer } = ctx
  if (issuer && !(typeof iss === 'string' && [issuer].flat().includes(iss))) {
    refuse('token-invalid-issuer', `The claim iss is not among ${JSON.stringify([issuer].flat())}.`)
  }

  const time = now(ctx)
  const skew = Number.isFinite(ctx.clockSkewInMs) ? Number(ctx.clockSkewInMs) : 5_000
  const untimely = (reason: TokenVerificationReason, claim: unknown) =>
    refuse(
      reason,
      `The token says ${utc(claim)}, and it is ${utc(time / 1000)}.`,
      'Check the clock of this machine.',
    )
  if (milliseconds('exp', exp ?? NaN) <= time - skew) {
    untimely('token-expired', exp)
  }
  if (milliseconds('nbf', nbf) > time + skew) untimely('token-not-active-yet', nbf)
  if (milliseconds('iat', iat) > time + skew) untimely('token-iat-in-the-future', iat)
}

/** Milliseconds of a claim in seconds; of one that may be absent, minus infinity. */
function milliseconds(name: string, value: unknown): number {
  if (value === undefined) return -Infinity
  if (!Number.isFinite(value))
    refuse('token-verification-failed', `The claim ${name} must be a number.`)
  return (value as number) * 1000
}

function utc(seconds: unknown): string {
  return new Date((seconds as number) * 1000).toUTCString()
}
