import type { MetadataInput } from '../../core/applicationTypes.ts'

/** What creating and updating a JWT template take alike. */
export interface JwtTemplateFields {
  /** Unique within the instance: tokens are asked for by it. */
  name: string
  /** Free-form, with placeholders such as `{{user.id}}` in the values. */
  claims: MetadataInput
  /** Seconds, 30 to 315360000. */
  lifetime?: number | null | undefined
  /** Seconds, 0 to 300. */
  allowed_clock_skew?: number | null | undefined
  /** Signs with `signing_key`, and not with the key of the instance. */
  custom_signing_key?: boolean | undefined
  /** Such as `RS256`. Needed with a signing key of your own. */
  signing_algorithm?: string | null | undefined
  /** The private key, or the secret. It cannot be read again. */
  signing_key?: string | null | undefined
}
