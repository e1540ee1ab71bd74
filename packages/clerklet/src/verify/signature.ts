import { ClerkError } from '../errors.ts'
import { type DecodedToken, decodeInPlace, type JwtHeader } from './decode.ts'
import { refuse } from './errors.ts'
import { keyFromJwk, remoteJwk, rotatedJwk } from './jwks.ts'
import { keyFromPem } from './pem.ts'
import type { VerifyContext, VerifyTokenOptions } from './token.ts'

/** For the bytes of the next token: new memory costs more than to fill it. Whoever uses it takes it, so that no two share it. */
let spare: Uint8Array<ArrayBuffer> | undefined

/** Verifies the header and the signature of a token, and nothing that it claims. */
export async function verifySignature(
  ctx: VerifyContext & Pick<VerifyTokenOptions, 'headerType' | 'skipJwksCache'>,
  { token, header, signature, signed }: DecodedToken,
): Promise<void> {
  const { jwtKey } = ctx
  if (!jwtKey && !ctx.secretKey) {
    refuse('jwk-failed-to-resolve', 'No key is set.', 'Set ctx.jwtKey or ctx.secretKey.')
  }
  let jwk = jwtKey ? undefined : await remoteJwk(ctx, `${header.kid ?? ''}`)
  const algorithm = checkHeader(header, ctx.headerType)
  const { length } = signed
  const end = length + 1 + signature.length
  const room = spare && spare.length > end + 1 ? spare : new Uint8Array(end + 2)
  spare = undefined
  new TextEncoder().encodeInto(token, room)
  const content = room.subarray(0, length)
  const octets = decodeInPlace(room, length + 1, end)
  try {
    let valid: boolean
    let reloads = 1
    do {
      const alg = jwk ? jwk.alg : 'RS256'
      if (alg && alg !== algorithm) throw new TypeError(`The key is for ${alg}.`)
      const key = await (jwk ? keyFromJwk(jwk, algorithm) : keyFromPem(jwtKey as string))
      if ((key.algorithm as RsaHashedKeyAlgorithm).modulusLength < 2048) {
        throw new TypeError('The key is too short.')
      }
      valid = await crypto.subtle.verify(key.algorithm.name, key, octets, content)
      jwk = !valid && jwk && reloads-- ? await rotatedJwk(ctx, jwk) : undefined
    } while (jwk)
    spare = room
    if (!valid) refuse('token-invalid-signature', 'The signature does not match the key.')
  } catch (error) {
    if (error instanceof ClerkError) throw error
    refuse(
      'token-verification-failed',
      `The signature cannot be checked: ${(error as Error).message}`,
    )
  }
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
