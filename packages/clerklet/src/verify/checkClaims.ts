import { refuse } from './errors.ts'
import type { VerifyContext } from './token.ts'

/** Checks what a token claims, in the order in which reasons are reported. Only after its signature. */
export function checkClaims(
  ctx: VerifyContext,
  { sub, aud, azp, exp, nbf, iat }: Record<string, unknown>,
): void {
  if (typeof sub !== 'string')
    refuse('token-verification-failed', 'The claim sub must be a string.')

  // A token for nobody in particular is for everybody.
  if (ctx.audience && aud) {
    const audience = [ctx.audience].flat().filter(Boolean)
    const named = [aud].flat()
    if (
      audience.length &&
      named.some(Boolean) &&
      named.every((one) => typeof one === 'string') &&
      !named.some((one) => one && audience.includes(one))
    ) {
      refuse('token-verification-failed', `The claim aud is not among ${JSON.stringify(audience)}.`)
    }
  }

  const parties = ctx.authorizedParties ?? []
  if (parties.length && !(azp && parties.includes(azp as string))) {
    refuse(
      'token-invalid-authorized-parties',
      `The claim azp is not among the authorized parties ${JSON.stringify(parties)}.`,
    )
  }

  const now = (ctx.now ?? Date.now)()
  const skew = Number.isFinite(ctx.clockSkewInMs) ? Number(ctx.clockSkewInMs) : 5_000
  if (time('exp', exp ?? NaN) <= now - skew) {
    refuse('token-expired', `The token expired at ${utc(exp)}, and it is ${utc(now / 1000)}.`)
  }
  const tooEarly = 'Synchronise the clock of this machine.'
  if (time('nbf', nbf) > now + skew) {
    refuse(
      'token-not-active-yet',
      `The token is valid from ${utc(nbf)} on, and it is ${utc(now / 1000)}.`,
      tooEarly,
    )
  }
  if (time('iat', iat) > now + skew) {
    refuse(
      'token-iat-in-the-future',
      `The token was issued at ${utc(iat)}, and it is ${utc(now / 1000)}.`,
      tooEarly,
    )
  }
}

/** Milliseconds of a claim in seconds; of one that may be absent, minus infinity. */
function time(name: string, value: unknown): number {
  if (value === undefined) return -Infinity
  if (!Number.isFinite(value))
    refuse('token-verification-failed', `The claim ${name} must be a number.`)
  return (value as number) * 1000
}

function utc(seconds: unknown): string {
  return new Date((seconds as number) * 1000).toUTCString()
}
