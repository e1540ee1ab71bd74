import * as v from 'valibot'
import { MetadataSchema, open, type Schema } from '../core/schema.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  object: open<'external_account' | 'facebook_account' | 'google_account'>(),
  /** `eac_…`. For Google and Facebook accounts, the id of the identification: `idn_…`. */
  id: v.string(),
  /**
   * The id that `deleteUserExternalAccount` takes for Google and Facebook accounts: `eac_…`. Missing for other accounts, whose
   * `id` begins with `eac_`.
   */
  external_account_id: v.optional(v.string()),
  /** Such as `oauth_google` or `oauth_custom_acme`. */
  provider: v.string(),
  identification_id: v.string(),
  provider_user_id: v.string(),
  /** The OAuth scopes, separated by spaces. */
  approved_scopes: v.string(),
  email_address: v.string(),
  email_address_verified: v.nullish(v.boolean()),
  first_name: v.string(),
  last_name: v.string(),
  /** @deprecated Use `image_url`. */
  avatar_url: v.optional(v.string()),
  image_url: v.nullish(v.string()),
  username: v.nullish(v.string()),
  phone_number: v.nullish(v.string()),
  public_metadata: v.nullish(MetadataSchema),
  label: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  verification: v.nullable(VerificationSchema),
})

/** An account at an identity provider that a user signs in with. */
export interface ExternalAccount extends v.InferOutput<typeof schema> {}
export const ExternalAccountSchema: Schema<ExternalAccount> = schema
