import type { ResponseHeaders } from './decision.ts'

/** The headers of a redirect. */
export function redirectTo(location: string): ResponseHeaders {
  return [
    ['location', location],
    // Otherwise browsers may cache a 307.
    ['cache-control', 'no-store'],
  ]
}
