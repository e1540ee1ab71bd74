import type { JwtKey } from '../../core/context.ts'
import { ClerkError } from '../../core/errors.ts'
import { refuse } from '../errors.ts'
import { decodeBase64url } from './decodeBase64url.ts'
import type { DecodedToken, JwtHeader } from './decodeToken.ts'
import { keyFromJwk, type PublicJwk } from './jwks.ts'
import { type InstanceKeys, jwksCache, type KeyContext } from './jwksCache.ts'
import { bitsOf, LEAST_BITS, localKeys } from './localKeys.ts'
import { shown } from './shown.ts'
import type { VerifyContext } from './verifyContext.ts'

/** The context of the verification of a signature. */
export interface SignatureContext extends VerifyContext, KeyContext {
  /** The allowed values of `typ` in the header of the token. By default, `typ` must be `JWT` or absent. */
  headerType?: string | readonly string[] | undefined
}

/**
 * Verifies the header and the signature of a token, but not its claims.
 *
 * @throws {TokenVerificationError} when the header or the signature is not valid, or no key for the token is found.
 */
export async function verifySignature(ctx: SignatureContext, decoded: DecodedToken): Promise<void> {
  if (ctx.jwtKey) return verifyLocally(ctx, decoded, ctx.jwtKey)
  if (!ctx.secretKey && !ctx.frontendKeys) {
    refuse('jwk-failed-to-resolve', 'No key is set.', 'Set ctx.jwtKey or ctx.secretKey.')
  }
  const keys = jwksCache(ctx)
  try {
    await verifyRemotely(ctx, decoded, keys)
  } finally {
    await keys.stored()
  }
}

async function verifyLocally(
  ctx: SignatureContext,
  decoded: DecodedToken,
  jwtKey: JwtKey,
): Promise<void> {
  const keys = await localKeys(jwtKey)
  const algorithm = checkHeader(decoded.header, ctx.headerType)
  const { kid } = decoded.header
  const found = keys.filter((key) => key.kid === undefined || key.kid === kid)
  if (!found.length) {
    refuse(
      'jwk-kid-mismatch',
      `ctx.jwtKey has no key with the id ${shown(kid)}.`,
      'Set it to the current JWKS of the instance.',
    )
  }
  const usable = found.filter((key) => key.algorithm === algorithm)
  if (!usable.length) refuseUnchecked(new TypeError(`The key is for ${found[0]?.algorithm}.`))
  let matches = false
  try {
    for (const { key } of usable) matches ||= await matchesKey(decoded, key)
  } catch (error) {
    return refuseUnchecked(error)
  }
  if (!matches) refuseSignature()
}

async function verifyRemotely(
  ctx: SignatureContext,
  decoded: DecodedToken,
  keys: InstanceKeys,
): Promise<void> {
  const { kid } = decoded.header
  const id = typeof kid === 'string' ? kid : ''
  const found = await keys.find(id)
  const algorithm = checkHeader(decoded.header, ctx.headerType)
  let outcome = await tryKeys(decoded, found, algorithm)
  if (outcome.matches) return
  const others = await keys.findOthers(id, found)
  if (others.length) outcome = await tryKeys(decoded, others, algorithm)
  if (outcome.matches) return
  if (outcome.problem) refuseUnchecked(outcome.problem)
  refuseSignature()
}

/** Tries the keys until one matches, since several may have the same id. A key that cannot be used is skipped. */
async function tryKeys(
  decoded: DecodedToken,
  keys: PublicJwk[],
  algorithm: string,
): Promise<{ matches: boolean; problem?: unknown }> {
  let problem: unknown
  let isChecked = false
  for (const jwk of keys) {
    try {
      const { alg = algorithm } = jwk
      if (alg !== algorithm) throw new TypeError(`The key is for ${alg}.`)
      if (await matchesKey(decoded, await keyFromJwk(jwk, algorithm))) return { matches: true }
      isChecked = true
    } catch (error) {
      problem = error
    }
  }
  return { matches: false, problem: isChecked ? undefined : problem }
}

async function matchesKey({ signature, signed }: DecodedToken, key: CryptoKey): Promise<boolean> {
  if (bitsOf(key) < LEAST_BITS) throw new TypeError('The key is too short.')
  const content = new TextEncoder().encode(signed)
  return crypto.subtle.verify(key.algorithm.name, key, decodeBase64url(signature), content)
}

/** Refuses a token whose signature cannot be checked with its key. */
function refuseUnchecked(error: unknown): never {
  if (error instanceof ClerkError) throw error
  const { message } = error as Error
  return refuse('token-verification-failed', `The signature cannot be checked: ${message}`)
}

function refuseSignature(): never {
  return refuse('token-invalid-signature', 'The signature does not match the key.')
}

function checkHeader(
  { typ, alg, crit }: JwtHeader,
  headerType?: string | readonly string[],
): string {
  const allowed = [headerType ?? 'JWT'].flat()
  if (typ === undefined ? headerType !== undefined : !allowed.includes(typ as string)) {
    refuse('token-invalid', `The typ of the token must be ${allowed.join(' or ')}.`)
  }
  // RFC 7515, 4.1.11: an unsupported critical extension makes the token invalid. This package supports none.
  if (crit !== undefined) refuse('token-invalid', 'The crit of the token must be absent.')
  if (!['RS256', 'RS384', 'RS512'].includes(alg as string)) {
    refuse('token-invalid-algorithm', 'The alg of the token must be RS256, RS384 or RS512.')
  }
  return alg as string
}
