import { invalid } from './errors.ts'

/** Reads `limit` and `offset`. A limit above the maximum is not refused: the default applies, as in the API. */
export function pageOf(query: URLSearchParams, maxLimit = 500): { limit: number; offset: number } {
  const limit = whole(query, 'limit', 10, 1)
  return { limit: limit > maxLimit ? 10 : limit, offset: whole(query, 'offset', 0, 0) }
}

function whole(query: URLSearchParams, name: string, fallback: number, least: number): number {
  const text = query.get(name)
  if (text === null) return fallback
  if (!/^\d+$/.test(text) || Number(text) < least) {
    throw invalid(
      name,
      'form_param_value_invalid',
      'is invalid',
      `${name} must be a whole number of at least ${least}`,
    )
  }
  return Number(text)
}
