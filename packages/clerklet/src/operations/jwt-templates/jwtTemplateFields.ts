import type { MetadataInput } from '../../core/applicationTypes.ts'

/** The params that creating and updating a JWT template share. */
export interface JwtTemplateFields {
  /** The unique name, by which tokens are requested. */
  name: string
  /** Free-form, with placeholders such as `{{user.id}}` in the values. */
  claims: MetadataInput
  /** Seconds, 30 to 315360000. */
  lifetime?: number | null | undefined
  /** Seconds, 0 to 300. */
  allowed_clock_skew?: number | null | undefined
  /** Whether tokens are signed with `signing_key` instead of the key of the instance. */
  custom_signing_key?: boolean | undefined
  /** Such as `RS256`. Required with a signing key of your own. */
  signing_algorithm?: string | null | undefined
  /** The private key, or the secret. It cannot be read again. */
  signing_key?: string | null | undefined
}
