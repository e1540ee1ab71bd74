import { remember } from './remember.ts'

/** The cookies of a request by name. The first of a name wins; each value is decoded by itself, so that no `%3B` ends it. */
export type Cookies = Record<string, string>

/**
 * Reads a `Cookie` header.
 *
 * @example
 * const { theme } = parseCookies(request.headers.get('cookie'))
 */
export function parseCookies(header: string | null | undefined): Cookies {
  // Without a prototype: a cookie may have any name.
  const cookies: Cookies = Object.create(null)
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0)).trim()
    if (name) cookies[name] ??= decoded(pair.slice(equals + 1).trim())
  }
  return cookies
}

function decoded(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

const suffixes = new Map<string, Promise<string>>()

/**
 * What the names of an instance's cookies end in, so that several applications can share a host: the first eight
 * characters of the key's SHA-1 in base64url. Padded and unpadded forms of a key have different ones.
 *
 * @example
 * await cookieSuffix('pk_live_Y2xlcmsuZXhhbXBsZS5jb20k') // 'naoXFJnI'
 */
export function cookieSuffix(publishableKey: string): Promise<string> {
  return remember(suffixes, publishableKey, digest)
}

async function digest(publishableKey: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(publishableKey))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 8)
}
