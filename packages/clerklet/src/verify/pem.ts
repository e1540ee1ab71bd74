import { ClerkConfigError } from '../errors.ts'
import { bytes } from './decode.ts'
import { refuse } from './errors.ts'

const imported = new Map<string, Promise<CryptoKey>>()

/** The key of a PEM text: armoured, on one line, with escaped line breaks, or the bare base64 body. Kept by content. */
export function keyFromPem(pem: string): Promise<CryptoKey> {
  let key = imported.get(pem)
  if (!key) {
    const body = pem.replace(/-----(BEGIN|END) PUBLIC KEY-----|\\[rn]|\s/g, '')
    if (!body) {
      refuse(
        'jwk-local-missing',
        'jwtKey is empty.',
        'Set it to the PEM public key of the instance, or leave it out to use the JWKS.',
      )
    }
    key = importKey(body).catch(() => {
      imported.delete(pem)
      throw new ClerkConfigError(
        'jwtKey is not an RSA public key in PEM form: copy the JWKS public key of the instance, with its BEGIN PUBLIC KEY line',
      )
    })
    // A process has one or two of them; the bound is for one that is fed keys from outside.
    if (imported.size > 15) imported.clear()
    imported.set(pem, key)
  }
  return key
}

/** `jose.importSPKI` does the same and would double the code that imports keys. */
async function importKey(body: string): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    'spki',
    bytes(atob(body)),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['verify'],
  )
}
