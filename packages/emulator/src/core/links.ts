import type { CoreState } from './state.ts'

/**
 * The address of the pages and the Frontend API of this emulator, without a slash at the end. An emulator that is not served
 * has only the host that its tokens name, and browsers cannot reach it.
 */
export function addressOf({ url, instance }: CoreState): string {
  return url ?? `https://${instance.frontendApi}`
}

/**
 * Returns a stored link in full. Links to this emulator are stored without its address, since it may be served elsewhere after
 * a restart. Other links are stored in full.
 */
export function inFull(state: CoreState, link: string): string {
  return link.startsWith('/') ? addressOf(state) + link : link
}
