import type { CoreState } from './state.ts'

/**
 * Where the pages and the Frontend API of this emulator are, without a slash at the end. One that is not served has only the
 * host that its tokens name, which no browser finds.
 */
export function addressOf({ url, instance }: CoreState): string {
  return url ?? `https://${instance.frontendApi}`
}

/**
 * A stored link in full. Links to this emulator are stored without its address, since a restart may serve it elsewhere; other
 * links are stored in full.
 */
export function inFull(state: CoreState, link: string): string {
  return link.startsWith('/') ? addressOf(state) + link : link
}
