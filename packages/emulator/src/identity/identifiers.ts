import { invalid } from '../core/errors.ts'
import { assign, ownerOf, release } from '../core/unique.ts'
import type { State } from '../state.ts'

/** The kinds of identifiers of a user. An identifier belongs to one user at most. */
export type IdentifierKind = 'email' | 'phone' | 'username' | 'wallet' | 'account' | 'external'

/** The ids of the users with an identifier: first its owner, then the users who have not verified it. */
export function holdersOf(state: State, kind: IdentifierKind, value: string): readonly string[] {
  const owner = ownerOfIdentifier(state, kind, value)
  const others = state.unclaimed.get(keyOf(kind, value)) ?? []
  return owner === undefined ? others : [owner, ...others]
}

/** The id of the user that an identifier belongs to. Undefined when there is none, as for an unverified address or number. */
export function ownerOfIdentifier(
  state: State,
  kind: IdentifierKind,
  value: string,
): string | undefined {
  return ownerOf(state, kind, normalized(kind, value))
}

/** Refuses an identifier that belongs to a user other than `userId`. */
export function checkFree(
  state: State,
  kind: IdentifierKind,
  value: string,
  param: string,
  userId?: string,
): void {
  const owner = ownerOfIdentifier(state, kind, value)
  if (owner !== undefined && owner !== userId) throw taken(param)
}

export function taken(param: string) {
  return invalid(
    param,
    'form_identifier_exists',
    `That ${param.replaceAll('_', ' ')} is taken. Please try another.`,
  )
}

/** Assigns an identifier to a user. The caller has checked that the identifier belongs to no other user. */
export function claim(state: State, kind: IdentifierKind, value: string, userId: string): void {
  drop(state, kind, value, userId)
  assign(state, kind, normalized(kind, value), userId)
}

/** Records that a user has an unverified identifier. */
export function hold(state: State, kind: IdentifierKind, value: string, userId: string): void {
  drop(state, kind, value, userId)
  const key = keyOf(kind, value)
  state.unclaimed.set(key, [...(state.unclaimed.get(key) ?? []), userId])
}

/** Removes an identifier from a user. */
export function drop(state: State, kind: IdentifierKind, value: string, userId: string): void {
  const key = keyOf(kind, value)
  if (ownerOfIdentifier(state, kind, value) === userId) {
    release(state, kind, normalized(kind, value))
  }
  const others = state.unclaimed.get(key)?.filter((id) => id !== userId)
  if (others?.length) state.unclaimed.set(key, others)
  else state.unclaimed.delete(key)
}

function keyOf(kind: IdentifierKind, value: string): string {
  return `${kind}:${normalized(kind, value)}`
}

/** Converts an identifier to lower case, unless it is an external id or an account at a provider. */
function normalized(kind: IdentifierKind, value: string): string {
  return kind === 'external' || kind === 'account' ? value : value.toLowerCase()
}
