import { remember } from '../core/remember.ts'

/** The suffixes of cookie names, by publishable key. */
const suffixes = new Map<string, string>()

/**
 * Returns the suffix of an instance's cookie names: the first eight characters of the key's SHA-1 in base64url. With suffixes,
 * several applications can share a host. Padded and unpadded forms of a key have different suffixes.
 *
 * @example
 * await cookieSuffix('pk_live_Y2xlcmsuZXhhbXBsZS5jb20k') // 'naoXFJnI'
 */
export async function cookieSuffix(publishableKey: string): Promise<string> {
  const known = suffixes.get(publishableKey)
  if (known) return known
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(publishableKey))
  return remember(suffixes, publishableKey, () =>
    btoa(String.fromCharCode(...new Uint8Array(hash)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .slice(0, 8),
  )
}
