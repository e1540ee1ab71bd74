/**
 * Whether a header tells browsers which other origins may read the response. After a handshake, the state has
 * `access-control-allow-origin: null`, which must not replace what the application has set.
 */
export function isCorsHeader(name: string): boolean {
  return name.startsWith('access-control-')
}
