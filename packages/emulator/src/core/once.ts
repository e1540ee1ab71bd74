import { entry, Refusal } from './errors.ts'
import type { CoreState } from './state.ts'

/**
 * Carries a request out once per idempotency key, and returns the id of the object that it created. A retry with the same
 * key returns the same id. A different request with this key is refused with 409. Without a key, every request is carried out.
 */
export function once(
  { idempotency }: CoreState,
  key: string | undefined,
  request: unknown,
  carryOut: () => string,
): string {
  if (key === undefined) return carryOut()
  const body = JSON.stringify(request)
  const before = idempotency.get(key)
  if (before) {
    if (before.request === body) return before.id
    throw new Refusal(
      409,
      entry('conflict', 'Conflict', 'The idempotency key was used for another request.'),
    )
  }
  const id = carryOut()
  idempotency.set(key, { request: body, id })
  return id
}
