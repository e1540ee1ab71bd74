import type { CoreState } from './state.ts'

/** Makes a key or an opaque token, `<prefix>_…`, and notes whose it is. */
export function issueSecret(state: CoreState, id: string, prefix: string): string {
  return keepSecret(state, id, state.newId(prefix))
}

/** Notes whose a key or token is. The one before holds no more. */
export function keepSecret(state: CoreState, id: string, secret: string): string {
  dropSecret(state, id)
  state.secrets.set(id, secret)
  state.bearers.set(secret, { id, until: null })
  return secret
}

/** Stores a secret of `id` that no request is known by, such as a refresh token or the key of a JWT template. */
export function storeSecret(state: CoreState, id: string, secret: string): void {
  state.secrets.set(id, secret)
}

/** Gives `id` another key. The one before holds for so many milliseconds yet. */
export function rotateSecret(state: CoreState, id: string, prefix: string, grace: number): string {
  const before = state.secrets.get(id)
  const secret = issueSecret(state, id, prefix)
  if (before !== undefined && grace > 0) {
    state.bearers.set(before, { id, until: state.clock.now() + grace })
  }
  return secret
}

/** The id of what a key or token belongs to. */
export function ownerOf({ bearers, clock }: CoreState, secret: string): string | undefined {
  const bearer = bearers.get(secret)
  if (!bearer) return undefined
  if (bearer.until === null || clock.now() < bearer.until) return bearer.id
  bearers.delete(secret)
  return undefined
}

/** Removes the secret of `id`, if it has one. Somebody else's key or token of the same text stays. */
export function dropSecret({ secrets, bearers }: CoreState, id: string): void {
  const secret = secrets.get(id)
  if (secret === undefined) return
  secrets.delete(id)
  if (bearers.get(secret)?.id === id) bearers.delete(secret)
}
