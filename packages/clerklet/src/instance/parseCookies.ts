/**
 * The cookies of a request by name. The first of several cookies with the same name is used. A value may contain an encoded
 * semicolon, `%3B`, since values are decoded after splitting.
 */
export type Cookies = Map<string, string>

/**
 * Reads a `Cookie` header.
 *
 * @example
 * const theme = parseCookies(request.headers.get('cookie') ?? '').get('theme')
 */
export function parseCookies(header: string): Cookies {
  const cookies: Cookies = new Map()
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0)).trim()
    if (name && !cookies.has(name)) cookies.set(name, decoded(pair.slice(equals + 1).trim()))
  }
  return cookies
}

function decoded(value: string): string {
  try {
    return value.includes('%') ? decodeURIComponent(value) : value
  } catch {
    return value
  }
}
