import { remember } from '../../core/remember.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { bytes } from '../decodeToken.ts'
import { refuse } from '../errors.ts'

/** Keys, not promises of them: what one request has under way may end with it. */
const imported = new Map<string, CryptoKey>()

/** The key of a PEM text: armoured, on one line, with escaped line breaks, or the bare base64 body. Kept by content. */
export async function keyFromPem(pem: string): Promise<CryptoKey> {
  const key = imported.get(pem) ?? (await importPem(pem))
  return remember(imported, pem, () => key)
}

async function importPem(pem: string): Promise<CryptoKey> {
  const body = pem.replace(/-----(BEGIN|END) PUBLIC KEY-----|\\[rn]|\s/g, '')
  if (!body) refuse('jwk-local-missing', 'ctx.jwtKey is empty.')
  try {
    // `jose.importSPKI` does the same and would double the code that imports keys.
    return await crypto.subtle.importKey(
      'spki',
      bytes(atob(body)),
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['verify'],
    )
  } catch {
    throw misconfigured('ctx.jwtKey', 'not valid', 'the PEM public key of the instance')
  }
}
