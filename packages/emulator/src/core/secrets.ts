import type { CoreState } from './state.ts'

/** Creates a key or an opaque token, `<prefix>_…`, and stores it for its owner. */
export function issueSecret(state: CoreState, id: string, prefix: string): string {
  return keepSecret(state, id, state.newId(prefix))
}

/** Stores a key or token for its owner. The owner's previous key or token becomes invalid. */
export function keepSecret(state: CoreState, id: string, secret: string): string {
  dropSecret(state, id)
  state.secrets.set(id, secret)
  state.bearers.set(secret, { id, until: null })
  return secret
}

/** Stores a secret of `id` that authenticates no request, such as a refresh token or the key of a JWT template. */
export function storeSecret(state: CoreState, id: string, secret: string): void {
  state.secrets.set(id, secret)
}

/** Issues a new key for its owner. The previous key stays valid for `grace` milliseconds. */
export function rotateSecret(state: CoreState, id: string, prefix: string, grace: number): string {
  const before = state.secrets.get(id)
  const secret = issueSecret(state, id, prefix)
  if (before !== undefined && grace > 0) {
    state.bearers.set(before, { id, until: state.clock.now() + grace })
  }
  return secret
}

/** Returns the id of the owner of a key or token; undefined when the key or token is unknown or no longer valid. */
export function ownerOf({ bearers, clock }: CoreState, secret: string): string | undefined {
  const bearer = bearers.get(secret)
  if (!bearer) return undefined
  if (bearer.until === null || clock.now() < bearer.until) return bearer.id
  bearers.delete(secret)
  return undefined
}

/** Removes the secret of the owner `id`, if any. An equal key or token of another owner stays valid. */
export function dropSecret({ secrets, bearers }: CoreState, id: string): void {
  const secret = secrets.get(id)
  if (secret === undefined) return
  secrets.delete(id)
  if (bearers.get(secret)?.id === id) bearers.delete(secret)
}
