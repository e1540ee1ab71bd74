import type { Context } from '../context.ts'
import { decodeToken, type JwtHeader, type SessionClaims } from './decode.ts'
import { TokenVerificationError, type TokenVerificationReason } from './errors.ts'
import { type JwksOptions, keyFromJwk, remoteJwk, rotatedJwk } from './jwks.ts'
import { keyFromPem } from './pem.ts'

/** The categories that the header of a Clerk token may name. */
export const CATEGORY = {
  session: 'cl_B7d4PD111AAA',
  template: 'cl_B7d4PD222AAA',
  m2m: 'cl_B7d4PD333AAA',
  /** Of instances that opted out: says nothing about the kind of the token. */
  optedOut: 'cl_I7d4PD111III',
} as const

/** What {@link verifyToken} takes. Each field wins over the same one of the context. */
export interface VerifyTokenOptions extends JwksOptions {
  /** The public key of the instance in PEM form: verifies without a network. */
  jwtKey?: string | undefined
  /** Whom the token must be for. Checked when both this and the token's `aud` are there. */
  audience?: string | string[] | undefined
  /** The origins that the token may have been issued to, such as `https://example.com`; compared as they are. */
  authorizedParties?: string[] | undefined
  /** Milliseconds by which clocks may differ. Default: 5 000. */
  clockSkewInMs?: number | undefined
  /** The `typ` that the header must name. Default: `JWT`. */
  headerType?: string | string[] | undefined
}

/** What `clerklet/verify` reads of the context besides the keys, the clock and the fetch. */
export interface VerifyContext extends Context {
  audience?: string | string[] | undefined
  authorizedParties?: string[] | undefined
  clockSkewInMs?: number | undefined
}

/**
 * Verifies a session token and returns its claims: signature first, then `sub`, `aud`, `azp`, `exp`, `nbf` and `iat`.
 *
 * With `jwtKey` nothing is fetched and no secret key is needed. Otherwise the keys come from `GET /jwks`, are kept for five
 * minutes, and then renewed in the background.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 *
 * @example
 * const { sub: userId } = await verifyToken(ctx, token, { authorizedParties: ['https://example.com'] })
 *
 * @throws {TokenVerificationError} when the token does not hold, or no key could be had; `reason` tells which.
 * @throws {ClerkConfigError} when `jwtKey` is not a PEM public key.
 */
export async function verifyToken(
  ctx: VerifyContext,
  token: string,
  options: VerifyTokenOptions = {},
): Promise<SessionClaims> {
  const { header, payload, signature, signed } = decodeToken(token)
  if (header.cat === CATEGORY.m2m)
    refuse('token-invalid', 'This is a machine token, not a session token.')

  const jwtKey = options.jwtKey || ctx.jwtKey
  if (!jwtKey && !ctx.secretKey) {
    throw new TokenVerificationError(
      'jwk-failed-to-resolve',
      'There is no key to verify the token with.',
      'Set ctx.jwtKey, or ctx.secretKey to load the JWKS.',
    )
  }
  let jwk = jwtKey ? undefined : await remoteJwk(ctx, `${header.kid ?? ''}`, options)
  const algorithm = checkHeader(header, options.headerType)
  const content = new TextEncoder().encode(signed)
  const verified = async () => {
    if (jwk?.alg && jwk.alg !== algorithm) throw new TypeError('The key is for another algorithm.')
    if (!jwk && algorithm !== 'RS256') throw new TypeError('jwtKey is for RS256.')
    const key = await (jwk ? keyFromJwk(jwk, algorithm) : keyFromPem(jwtKey as string))
    if ((key.algorithm as RsaHashedKeyAlgorithm).modulusLength < 2048) {
      throw new TypeError('The key is shorter than 2048 bits.')
    }
    return crypto.subtle.verify(key.algorithm.name, key, signature, content)
  }
  try {
    let valid = await verified()
    if (!valid && jwk) {
      jwk = await rotatedJwk(ctx, jwk)
      valid = jwk !== undefined && (await verified())
    }
    if (!valid)
      refuse('token-invalid-signature', 'The signature of the token does not match the key.')
  } catch (error) {
    if (/^(Clerk|Token)/.test((error as Error).name)) throw error
    refuse(
      'token-verification-failed',
      `The signature cannot be checked: ${(error as Error).message}`,
    )
  }
  checkClaims(ctx, payload, options)
  return payload as SessionClaims
}

function refuse(reason: TokenVerificationReason, message: string, action?: string): never {
  throw new TokenVerificationError(reason, message, action)
}

function checkHeader({ typ, alg, crit }: JwtHeader, headerType?: string | string[]): string {
  const allowed = headerType === undefined ? ['JWT'] : [headerType].flat()
  if (typ === undefined ? headerType !== undefined : !allowed.includes(typ as string)) {
    refuse('token-invalid', `The typ of the token must be ${allowed.join(' or ')}.`)
  }
  // RFC 7515, 4.1.11: an extension that is not understood makes the token invalid, and none is.
  if (crit !== undefined) refuse('token-invalid', 'The token names critical extensions.')
  if (typeof alg !== 'string' || !/^RS(256|384|512)$/.test(alg)) {
    refuse('token-invalid-algorithm', 'The alg of the token must be RS256, RS384 or RS512.')
  }
  return alg
}

function checkClaims(
  ctx: VerifyContext,
  { sub, aud, azp, exp, nbf, iat }: Record<string, unknown>,
  options: VerifyTokenOptions,
): void {
  if (typeof sub !== 'string')
    refuse('token-verification-failed', 'The claim sub must be a string.')

  const audience = [options.audience ?? ctx.audience ?? []].flat().filter(Boolean)
  const named = [aud ?? []].flat()
  if (
    audience.length &&
    named.some(Boolean) &&
    named.every((one) => typeof one === 'string') &&
    !named.some((one) => one && audience.includes(one))
  ) {
    refuse('token-verification-failed', `The claim aud is not among ${JSON.stringify(audience)}.`)
  }

  const parties = options.authorizedParties ?? ctx.authorizedParties ?? []
  if (parties.length && !(azp && parties.includes(azp as string))) {
    refuse(
      'token-invalid-authorized-parties',
      `The claim azp is not among the authorized parties ${JSON.stringify(parties)}.`,
    )
  }

  const now = (ctx.now ?? Date.now)()
  const wished = options.clockSkewInMs ?? ctx.clockSkewInMs
  const skew = Number.isFinite(wished) ? Number(wished) : 5_000
  if (time('exp', exp ?? NaN) <= now - skew) {
    refuse('token-expired', `The token expired at ${utc(exp)}, and it is ${utc(now / 1000)}.`)
  }
  if (time('nbf', nbf) > now + skew) {
    refuse(
      'token-not-active-yet',
      `The token is valid from ${utc(nbf)} on, and it is ${utc(now / 1000)}.`,
      'Synchronise the clock of this machine.',
    )
  }
  if (time('iat', iat) > now + skew) {
    refuse(
      'token-iat-in-the-future',
      `The token was issued at ${utc(iat)}, and it is ${utc(now / 1000)}.`,
      'Synchronise the clock of this machine.',
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
  const date = new Date((seconds as number) * 1000)
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toUTCString()
}
