/**
 * Whether a header belongs to CORS. After a handshake, `state.headers` contain `access-control-allow-origin: null`, which must
 * not replace the header of the application.
 */
export function isCorsHeader(name: string): boolean {
  return name.startsWith('access-control-')
}
