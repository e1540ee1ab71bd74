import { remember } from '../core/remember.ts'
import { refuse } from './errors.ts'

/** One signing secret, or several while one replaces another. */
export type SigningSecret = string | readonly string[]

/** The keys of signing secrets. A malformed secret is refused even beside a valid one, since it was meant to work. */
export async function keysOf(
  signingSecret: SigningSecret,
  usage: 'sign' | 'verify',
): Promise<CryptoKey[]> {
  try {
    const secrets: readonly unknown[] = Array.isArray(signingSecret)
      ? Array.from(signingSecret)
      : [signingSecret]
    if (secrets.length > 0 && secrets.every((secret) => typeof secret === 'string')) {
      return await Promise.all(secrets.map((secret) => keyOf(secret, usage)))
    }
  } catch {
    // Not passed on: the original error may quote the secret.
  }
  return refuse('invalid-secret', 'set signingSecret')
}

/** By usage and secret. */
const imported = new Map<string, CryptoKey>()

async function keyOf(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const known = imported.get(usage + secret)
  if (known) return known
  const bytes = bytesOf(secret.replace(/^whsec_/, ''))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, [usage])
  return remember(imported, usage + secret, () => key)
}

/** The signature of a text, as it stands in the header. */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
}

/** The most signatures that are compared: each costs a pass over the body. Clerk sends one for each secret. */
const MOST_SIGNATURES = 5

/** 32 bytes in canonical base64. */
const SIGNATURE = /^v1,[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/** The first signatures of a header that may match. Those of other versions or lengths are skipped. */
export function signaturesIn(header: string): Uint8Array<ArrayBuffer>[] {
  return header
    .split(' ')
    .filter((entry) => SIGNATURE.test(entry))
    .slice(0, MOST_SIGNATURES)
    .map((entry) => bytesOf(entry.slice('v1,'.length)))
}

/** Whether one of the signatures is that of the content with one of the keys. */
export async function isSigned(
  keys: readonly CryptoKey[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  for (const key of keys) {
    for (const signature of signatures) {
      if (await crypto.subtle.verify('HMAC', key, signature, content)) return true
    }
  }
  return false
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
