import { invalid } from './errors.ts'
import type { CoreState } from './state.ts'

/** Returns the id of the object that owns a unique text, such as a slug. Undefined when no object owns the text. */
export function ownerOf(
  { identifiers }: CoreState,
  kind: string,
  text: string,
): string | undefined {
  return identifiers.get(`${kind}:${text}`)
}

/**
 * Claims a unique text, releasing the previous one.
 *
 * @throws {Refusal} when another object owns the text.
 */
export function claim(
  state: CoreState,
  kind: string,
  text: string,
  id: string,
  param: string,
  before?: string,
): void {
  const owner = ownerOf(state, kind, text)
  if (owner !== undefined && owner !== id) {
    throw invalid(
      param,
      'form_identifier_exists',
      `That ${param} is taken. Please try another.`,
      `The ${param} ${text} is in use.`,
    )
  }
  if (before !== undefined) release(state, kind, before)
  assign(state, kind, text, id)
}

/** Assigns a unique text to `id`. The caller must have checked that no other object owns the text. */
export function assign({ identifiers }: CoreState, kind: string, text: string, id: string): void {
  identifiers.set(`${kind}:${text}`, id)
}

/** Releases a unique text, so that another object can claim it. */
export function release({ identifiers }: CoreState, kind: string, text: string): void {
  identifiers.delete(`${kind}:${text}`)
}
