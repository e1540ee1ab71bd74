import { refuse } from './errors.ts'

/** One signing secret, or several while one replaces another. */
export type SigningSecret = string | readonly string[]

/** The keys of signing secrets. A malformed one is refused even beside a good one: it was meant to work. */
export async function keysOf(signingSecret: SigningSecret): Promise<CryptoKey[]> {
  try {
    const keys = await Promise.all([signingSecret].flat().map(keyOf))
    if (keys[0]) return keys
  } catch {
    // Not passed on: what went wrong with a secret may quote it.
  }
  return refuse('invalid-secret: set signingSecret')
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (c) => c.charCodeAt(0))
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** The signature of a text, as it stands in the header. */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
}
