/**
 * The token of an `Authorization` header: what follows `Bearer `, or the whole value when it is a single word. Any other
 * scheme is none of our business.
 */
export function headerToken(headers: Pick<Headers, 'get'>): string | undefined {
  const value = headers.get('authorization') ?? ''
  // `split` takes four times as long.
  const wordAt = (start: number) => {
    const end = value.indexOf(' ', start)
    return value.slice(start, end < 0 ? value.length : end)
  }
  const scheme = wordAt(0)
  const token = wordAt(scheme.length + 1)
  if (!token) return scheme || undefined
  return scheme === 'Bearer' ? token : undefined
}
