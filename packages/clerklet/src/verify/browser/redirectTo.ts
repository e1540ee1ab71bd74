import type { ResponseHeaders } from './decision.ts'

/** The headers of a redirect. */
export function redirectTo(location: string): ResponseHeaders {
  return [
    ['location', location],
    // Browsers may cache a 307 without this header.
    ['cache-control', 'no-store'],
  ]
}
