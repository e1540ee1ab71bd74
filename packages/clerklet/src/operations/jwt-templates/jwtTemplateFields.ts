import type { MetadataInput } from '../../core/applicationTypes.ts'

/** The params that `createJwtTemplate` and `updateJwtTemplate` share. */
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
  /** Such as `RS256`. Required when `custom_signing_key` is `true`. */
  signing_algorithm?: string | null | undefined
  /** A private key, or a shared secret. Required when `custom_signing_key` is `true`. It cannot be retrieved again. */
  signing_key?: string | null | undefined
}
