/**
 * The token of an `Authorization` header: what follows `Bearer `, or the whole value when it is a single word. Undefined
 * for any other scheme.
 */
export function headerToken(headers: Pick<Headers, 'get'>): string | undefined {
  const [first = '', second] = (headers.get('authorization') ?? '').split(' ', 2)
  if (!second) return first || undefined
  return first === 'Bearer' ? second : undefined
}
