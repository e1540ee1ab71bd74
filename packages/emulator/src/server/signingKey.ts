import { join } from 'node:path'
import type { JWK } from 'jose'
import { hashOf } from '../core/instance.ts'
import { isSigningJwk } from '../core/keys.ts'
import { cacheFolder } from './cacheFolder.ts'
import { type Kept, keptFile } from './keptFile.ts'

/**
 * Returns the private key of the instance `name`. The key is created once, so that after a restart an application's tokens and
 * the public key in its environment stay valid.
 */
export async function signingKeyOf(name: string, folder = cacheFolder()): Promise<Kept<JWK>> {
  return keptFile(join(folder, `${hashOf(name)}.key.json`), makeKey, readKey)
}

async function makeKey(): Promise<string> {
  const { privateKey } = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign'],
  )
  return JSON.stringify(await crypto.subtle.exportKey('jwk', privateKey))
}

function readKey(text: string): JWK | undefined {
  try {
    const jwk: unknown = JSON.parse(text)
    return isSigningJwk(jwk) ? jwk : undefined
  } catch {
    return undefined
  }
}
