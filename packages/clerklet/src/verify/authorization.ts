/**
 * The token of an `Authorization` header: what follows `Bearer `, or the whole value when it is a single word. Any other
 * scheme is none of our business.
 */
export function headerToken(headers: Pick<Headers, 'get'>): string | undefined {
  const [scheme, token] = headers.get('authorization')?.split(' ', 2) ?? []
  if (!token) return scheme || undefined
  return scheme === 'Bearer' ? token : undefined
}
