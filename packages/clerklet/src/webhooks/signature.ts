import { kindOf } from '../core/kindOf.ts'
import { remember } from '../core/remember.ts'
import { refuse } from './errors.ts'

/** One signing secret, or several during a rotation of secrets. */
export type SigningSecret = string | readonly string[]

/**
 * Imports signing secrets. A malformed secret is refused even when another one is valid, since it is a mistake.
 *
 * @internal
 */
export async function keysOf(
  signingSecret: SigningSecret,
  usage: 'sign' | 'verify',
): Promise<CryptoKey[]> {
  const isList = Array.isArray(signingSecret)
  const secrets: unknown[] = isList ? Array.from(signingSecret) : [signingSecret]
  if (!secrets.length) refuseSecret('signingSecret', 'an empty list')
  return Promise.all(
    secrets.map(async (secret, index) => {
      try {
        if (typeof secret === 'string') return await keyOf(secret, usage)
      } catch {
        // The original error is dropped: it may quote the secret.
      }
      return refuseSecret(isList ? `signingSecret[${index}]` : 'signingSecret', secretFlaw(secret))
    }),
  )
}

function refuseSecret(place: string, flaw: string): never {
  return refuse(
    'invalid-secret',
    `${place} is ${flaw}: set it to the signing secret of the endpoint, whsec_…`,
  )
}

/** Values that are often set by mistake in place of a signing secret. */
const OTHERS: [pattern: RegExp, flaw: string][] = [
  [/^\s*["'`]/, 'in quotes'],
  [/^sk_/, 'a secret key of the API (sk_)'],
  [/^pk_/, 'a publishable key (pk_)'],
  [/^(ak|mt|oat|ins|ep|msg)_/, 'another key, or an id'],
  [/^https?:/i, 'a URL'],
  [/^\w+\s*=\s*["'`]?whsec_/, 'a line of an .env file, with the name in front'],
  [/^(whsec_)?=*$/, 'empty'],
]

/** Describes why a value is not a signing secret. The text does not contain the value. */
function secretFlaw(secret: unknown): string {
  if (secret === undefined || secret === null || secret === '') return 'missing'
  if (typeof secret !== 'string') return kindOf(secret)
  return OTHERS.find(([pattern]) => pattern.test(secret))?.[1] ?? 'not whsec_ followed by base64'
}

/** Imported keys, by usage and secret. */
const imported = new Map<string, CryptoKey>()

async function keyOf(secret: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const known = imported.get(usage + secret)
  if (known) return known
  const bytes = bytesOf(secret.replace(/^whsec_/, ''))
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, [usage])
  return remember(imported, usage + secret, () => key)
}

/**
 * Signs a text. Returns the signature in the format of the signature header.
 *
 * @internal
 */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text))
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`
}

/** The largest number of signatures that are compared. Each needs a pass over the body. Clerk sends one for each secret. */
const MOST_SIGNATURES = 5

/** Matches a signature of version 1: 32 bytes in canonical base64. */
const SIGNATURE = /^v1,[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/**
 * Decodes the signatures in a header, at most `MOST_SIGNATURES`. Skips entries that do not match `SIGNATURE`.
 *
 * @internal
 */
export function signaturesIn(header: string): Uint8Array<ArrayBuffer>[] {
  return header
    .split(' ')
    .filter((entry) => SIGNATURE.test(entry))
    .slice(0, MOST_SIGNATURES)
    .map((entry) => bytesOf(entry.slice('v1,'.length)))
}

/**
 * Whether one of the signatures is valid for the content and one of the keys.
 *
 * @internal
 */
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

/**
 * Decodes base64. Throws for any other text.
 *
 * @internal
 */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
