import type { User } from 'clerklet'
import { checkSize, mergeMetadata } from '../core/metadata.ts'
import type { Kinds } from '../core/params.ts'

export const METADATA_FIELDS = ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const

/** The metadata parameters of a user. */
export type MetadataParams = Partial<
  Record<(typeof METADATA_FIELDS)[number], Record<string, unknown> | null>
>

/** The expected type of each field of {@link MetadataParams}. */
export const USER_METADATA: Kinds = {
  public_metadata: 'object?',
  private_metadata: 'object?',
  unsafe_metadata: 'object?',
}

/** Merges the given metadata fields. When a field would become too large, no field is changed. */
export function mergeUserMetadata(user: User, changes: MetadataParams): void {
  mergeMetadata(user, changes)
}

/** Replaces the given metadata fields. When a field is too large, no field is changed. */
export function replaceUserMetadata(user: User, changes: MetadataParams): void {
  for (const name of METADATA_FIELDS) checkSize(name, changes[name])
  for (const name of METADATA_FIELDS) {
    if (changes[name] !== undefined) user[name] = changes[name] ?? {}
  }
}
