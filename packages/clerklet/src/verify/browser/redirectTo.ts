import type { ResponseHeaders } from './decision.ts'

/** Makes the headers of a redirect. */
export function redirectTo(location: string): ResponseHeaders {
  return [
    ['location', location],
    // A browser that cached the redirect would be in a redirect loop.
    ['cache-control', 'no-store'],
  ]
}
