import type { RequestFacts } from './readRequest.ts'

/** Which set of cookies is in use, for the trace. */
export function cookieLine({ cookies, suffix }: RequestFacts): string {
  return `cookies: ${cookies.suffixed ? `suffixed ${suffix}` : 'plain'} (rule ${cookies.rule})`
}
