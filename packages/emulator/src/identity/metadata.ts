import type { User } from 'clerklet'
import { checkSize, mergeMetadata } from '../core/metadata.ts'
import type { Kinds } from '../core/params.ts'

export const METADATA_FIELDS = ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const

/** The metadata of a user, as parameters. */
export type MetadataParams = Partial<
  Record<(typeof METADATA_FIELDS)[number], Record<string, unknown> | null>
>

/** The kinds of {@link MetadataParams}. */
export const USER_METADATA: Kinds = {
  public_metadata: 'object?',
  private_metadata: 'object?',
  unsafe_metadata: 'object?',
}

/** Merges what is given of each field: everything, or nothing when one becomes too large. */
export function mergeUserMetadata(user: User, changes: MetadataParams): void {
  mergeMetadata(user, changes)
}

/** Replaces the fields that are given. */
export function replaceUserMetadata(user: User, changes: MetadataParams): void {
  for (const name of METADATA_FIELDS) checkSize(name, changes[name])
  for (const name of METADATA_FIELDS) {
    if (changes[name] !== undefined) user[name] = changes[name] ?? {}
  }
}
