import type { CoreState } from './state.ts'

/**
 * Returns the address of the pages and the Frontend API of this emulator, without a slash at the end. When the emulator is
 * not served, this is the issuer of its tokens, an address that browsers cannot reach.
 */
export function addressOf({ url, instance }: CoreState): string {
  return url ?? `https://${instance.frontendApi}`
}

/**
 * Returns the full URL of a stored link. Links to this emulator are stored as paths, since its address may be different after
 * a restart. Other links are stored as full URLs.
 */
export function inFull(state: CoreState, link: string): string {
  return link.startsWith('/') ? addressOf(state) + link : link
}
