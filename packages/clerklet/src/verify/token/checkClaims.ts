import { refuse, type TokenVerificationReason } from '../errors.ts'
import { now } from './now.ts'
import { shown } from './shown.ts'
import type { VerifyContext } from './verifyContext.ts'

/** When a token expired at most this many milliseconds ago, the clock of this machine may be ahead. */
const SUSPECTED_SKEW = 60_000

/**
 * Checks the claims of a token whose signature is verified.
 *
 * @throws {TokenVerificationError} with the reason of the first check that fails.
 */
export function checkClaims(
  ctx: VerifyContext,
  { sub, aud, azp, iss, exp, nbf, iat }: Record<string, unknown>,
): void {
  if (typeof sub !== 'string') {
    refuse('token-verification-failed', `The claim sub must be a string, and is ${shown(sub)}.`)
  }

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
      refuse('token-verification-failed', mismatch('aud', aud, 'audience', audience))
    }
  }

  const parties = ctx.authorizedParties ?? []
  if (parties.length && !parties.includes(azp as string)) {
    refuse(
      'token-invalid-authorized-parties',
      mismatch('azp', azp, 'authorizedParties', parties),
      azp
        ? 'Origins are compared exactly: without wildcards, and without a slash at the end.'
        : 'Tokens of native apps and of createSessionToken have none: take them on routes without authorizedParties.',
    )
  }

  const issuers = [ctx.issuer ?? []].flat()
  if (issuers.length && !issuers.includes(iss as string)) {
    refuse('token-invalid-issuer', mismatch('iss', iss, 'issuer', issuers))
  }

  const time = now(ctx)
  const skew = Number.isFinite(ctx.clockSkewInMs) ? Number(ctx.clockSkewInMs) : 5_000
  const expiry = milliseconds('exp', exp ?? NaN)
  if (expiry <= time - skew) {
    const message = `The token expired ${span(time - expiry)} ago, at ${utc(expiry)}.`
    const action =
      time - expiry > SUSPECTED_SKEW
        ? 'Request a new one.'
        : 'Request a new one; if it is new, the clock of this machine is ahead.'
    refuse('token-expired', message, action)
  }
  const tooEarly = (reason: TokenVerificationReason, what: string, start: number) =>
    refuse(
      reason,
      `The token ${what} ${utc(start)}, ${span(start - time)} from now.`,
      'Check the clock of this machine: it seems to be behind.',
    )
  const start = milliseconds('nbf', nbf)
  if (start > time + skew) tooEarly('token-not-active-yet', 'is not valid before', start)
  const issued = milliseconds('iat', iat)
  if (issued > time + skew) tooEarly('token-iat-in-the-future', 'was issued at', issued)
}

/** Makes the message for a claim whose value an option does not allow. */
function mismatch(
  claim: string,
  value: unknown,
  option: string,
  allowed: readonly string[],
): string {
  return value
    ? `The ${claim} of the token is ${shown(value)}, which is not in ${option}: ${shown(allowed)}.`
    : `The token has no ${claim}, and ${option} requires one.`
}

/** Converts a claim from seconds to milliseconds. An absent optional claim becomes minus infinity. */
function milliseconds(name: string, value: unknown): number {
  if (value === undefined) return -Infinity
  if (Number.isFinite(value)) return (value as number) * 1000
  const what = Number.isNaN(value) ? 'absent' : shown(value)
  return refuse('token-verification-failed', `The claim ${name} must be a number, and is ${what}.`)
}

/** Writes a time in UTC; as epoch seconds when `Date` cannot represent the time. */
function utc(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? `${time / 1000}` : date.toUTCString()
}

/** Writes a number of milliseconds in the largest unit that fits, rounded down. */
function span(milliseconds: number): string {
  const units = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 }
  const [unit, size] = Object.entries(units).find(([, size]) => milliseconds >= size) ?? [
    'second',
    1_000,
  ]
  const count = Math.floor(milliseconds / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
