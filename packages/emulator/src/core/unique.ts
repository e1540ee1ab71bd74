import { invalid } from './errors.ts'
import type { CoreState } from './state.ts'

/** What only one thing of an organization may have. */
type Kind = 'organization_slug' | 'role' | 'permission' | 'role_set'

/** The id of the thing that has that text. */
export function ownerOf({ identifiers }: CoreState, kind: Kind, text: string): string | undefined {
  return identifiers.get(`${kind}:${text}`)
}

/** Gives a text that only one thing may have to this one, in place of the one before. */
export function claim(
  state: CoreState,
  kind: Kind,
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
      `Another one has the ${param} ${text}.`,
    )
  }
  if (before !== undefined) release(state, kind, before)
  state.identifiers.set(`${kind}:${text}`, id)
}

/** Makes a text free for others. */
export function release({ identifiers }: CoreState, kind: Kind, text: string): void {
  identifiers.delete(`${kind}:${text}`)
}
