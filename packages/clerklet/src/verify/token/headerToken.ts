/**
 * The token of an `Authorization` header: the word behind the scheme `Bearer`, or the whole value when it is a single word.
 * The case of the scheme and the number of blanks do not matter (RFC 9110, 11.1 and 11.4). Undefined for any other scheme.
 */
export function headerToken(authorization: string | null): string | undefined {
  const [, first, second] = /^\s*(\S+)(?:\s+(\S+))?/.exec(authorization ?? '') ?? []
  if (!second) return first
  return first?.toLowerCase() === 'bearer' ? second : undefined
}
