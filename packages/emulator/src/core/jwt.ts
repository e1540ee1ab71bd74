import { compactVerify, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT } from 'jose'
import type { CoreState } from './state.ts'

/** Signs claims with the key of the instance. */
export async function signJwt(
  { instance, keys }: CoreState,
  claims: Record<string, unknown>,
  header: { typ: string; cat?: string },
): Promise<string> {
  return new SignJWT({ iss: `https://${instance.frontendApi}`, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: instance.id, ...header })
    .sign(await keys.signingKey())
}

/** Returns the header and the claims of a JWT of the instance, even an expired one; undefined for any other text. */
export async function readJwt(
  { instance, keys }: CoreState,
  token: string,
): Promise<
  { header: { typ?: string | undefined; cat?: unknown }; claims: JWTPayload } | undefined
> {
  try {
    const header = decodeProtectedHeader(token)
    // Another instance may sign with the same key pair, but has another key id.
    if (header.kid !== instance.id) return undefined
    const key = await importJWK({ ...keys.publicKey(instance.id) }, 'RS256')
    const { payload } = await compactVerify(token, key)
    const claims: JWTPayload = JSON.parse(new TextDecoder().decode(payload))
    return { header, claims }
  } catch {
    return undefined
  }
}
