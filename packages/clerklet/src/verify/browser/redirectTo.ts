import type { ResponseHeaders } from './decision.ts'

/** The headers of a redirect. */
export function redirectTo(location: string): ResponseHeaders {
  return [
    ['location', location],
    // Browsers keep a 307 otherwise.
    ['cache-control', 'no-store'],
  ]
}
