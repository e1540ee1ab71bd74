/** Converts `Set-Cookie` lines to headers. Leaves out values that are not valid cookie lines. */
export function cookieHeaders(lines: unknown): ['set-cookie', string][] {
  return (Array.isArray(lines) ? lines : [])
    .filter((line) => typeof line === 'string' && /^[^\s;=]+=[\x20-\x7e]*$/.test(line))
    .map((line) => ['set-cookie', line])
}

/**
 * Returns the value in the last header that sets a session cookie; empty when this header deletes the cookie. Undefined without
 * such a header.
 */
export function sessionCookie(headers: [string, string][]): string | undefined {
  const line = headers.findLast(([, cookie]) => cookie.startsWith('__session'))?.[1]
  return line && /^[^=]*=([^;]*)/.exec(line)?.[1]?.trim()
}
