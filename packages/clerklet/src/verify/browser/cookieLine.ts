import type { RequestFacts } from './readRequest.ts'

/** Returns the line of the trace that names the chosen set of cookies. */
export function cookieLine({ cookies, suffix }: RequestFacts): string {
  return `cookies: ${cookies.suffixed ? `suffixed ${suffix}` : 'plain'} (rule ${cookies.rule})`
}
