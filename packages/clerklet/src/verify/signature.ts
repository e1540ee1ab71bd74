import { ClerkError } from '../errors.ts'
import { type DecodedToken, decodeInPlace, type JwtHeader } from './decode.ts'
import { refuse } from './errors.ts'
import { type InstanceKeys, instanceKeys } from './instanceKeys.ts'
import { keyFromJwk, type PublicJwk } from './jwks.ts'
import { keyFromPem } from './pem.ts'
import type { VerifyContext, VerifyTokenOptions } from './token.ts'

/** For the bytes of the next token: new memory costs more than to fill it. Whoever uses it takes it, so that no two share it. */
let spare: Uint8Array<ArrayBuffer> | undefined

/** Verifies the header and the signature of a token, and nothing that it claims. */
export async function verifySignature(
  ctx: VerifyContext & Pick<VerifyTokenOptions, 'headerType' | 'skipJwksCache'>,
  decoded: DecodedToken,
): Promise<void> {
  if (ctx.jwtKey) {
    const algorithm = checkHeader(decoded.header, ctx.headerType)
    const { jwtKey } = ctx
    const matches = await checked(async () => {
      if (algorithm !== 'RS256') throw new TypeError('The key is for RS256.')
      return matchesKey(decoded, await keyFromPem(jwtKey))
    })
    return requireMatch(matches)
  }
  if (!ctx.secretKey) {
    refuse('jwk-failed-to-resolve', 'No key is set.', 'Set ctx.jwtKey or ctx.secretKey.')
  }
  const keys = instanceKeys(ctx)
  try {
    await verifyRemotely(ctx, decoded, keys)
  } finally {
    await keys.stored()
  }
}

async function verifyRemotely(
  ctx: Pick<VerifyTokenOptions, 'headerType'>,
  decoded: DecodedToken,
  keys: InstanceKeys,
): Promise<void> {
  const { kid } = decoded.header
  const id = typeof kid === 'string' ? kid : ''
  const found = await keys.find(id)
  const algorithm = checkHeader(decoded.header, ctx.headerType)
  const matches = (candidates: PublicJwk[]) => matchesAny(decoded, candidates, algorithm)
  if (await checked(() => matches(found))) return
  const others = await keys.findOthers(id, found)
  requireMatch(others.length > 0 && (await checked(() => matches(others))))
}

/** Several keys may have one id. Those for another algorithm are passed over, unless there is no other. */
async function matchesAny(
  decoded: DecodedToken,
  keys: PublicJwk[],
  algorithm: string,
): Promise<boolean> {
  const fitting = keys.filter(({ alg = algorithm }) => alg === algorithm)
  if (!fitting.length) throw new TypeError(`The key is for ${keys[0]?.alg}.`)
  for (const jwk of fitting) {
    if (await matchesKey(decoded, await keyFromJwk(jwk, algorithm))) return true
  }
  return false
}

async function matchesKey(
  { token, signature, signed }: DecodedToken,
  key: CryptoKey,
): Promise<boolean> {
  // The algorithm of an RSA key says how long it is, which the types do not know.
  if ((key.algorithm as RsaHashedKeyAlgorithm).modulusLength < 2048) {
    throw new TypeError('The key is too short.')
  }
  const { length } = signed
  const end = length + 1 + signature.length
  const room = spare && spare.length > end + 1 ? spare : new Uint8Array(end + 2)
  spare = undefined
  new TextEncoder().encodeInto(token, room)
  const content = room.subarray(0, length)
  const octets = decodeInPlace(room, length + 1, end)
  const matches = await crypto.subtle.verify(key.algorithm.name, key, octets, content)
  spare = room
  return matches
}

/** What goes wrong with a key or a signature is a refusal of the token. */
async function checked<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof ClerkError) throw error
    return refuse(
      'token-verification-failed',
      `The signature cannot be checked: ${(error as Error).message}`,
    )
  }
}

function requireMatch(matches: boolean): void {
  if (!matches) refuse('token-invalid-signature', 'The signature does not match the key.')
}

function checkHeader({ typ, alg, crit }: JwtHeader, headerType?: string | string[]): string {
  const allowed = Array.isArray(headerType) ? headerType : [headerType ?? 'JWT']
  if (typ === undefined ? headerType !== undefined : !allowed.includes(typ as string)) {
    refuse('token-invalid', `The typ of the token must be ${allowed.join(' or ')}.`)
  }
  // RFC 7515, 4.1.11: an extension that is not understood makes the token invalid, and none is.
  if (crit !== undefined) refuse('token-invalid', 'The crit of the token must be absent.')
  if (!['RS256', 'RS384', 'RS512'].includes(alg as string)) {
    refuse('token-invalid-algorithm', 'The alg of the token must be RS256, RS384 or RS512.')
  }
  return alg as string
}
