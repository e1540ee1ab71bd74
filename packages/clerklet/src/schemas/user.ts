import * as v from 'valibot'
import type {
  UserPrivateMetadata,
  UserPublicMetadata,
  UserUnsafeMetadata,
} from '../core/applicationTypes.ts'
import { metadataOf, type Schema, tag } from '../core/schema.ts'
import { EmailAddressSchema } from './emailAddress.ts'
import { EnterpriseAccountSchema } from './enterpriseAccount.ts'
import { ExternalAccountSchema } from './externalAccount.ts'
import { OrganizationMembershipSchema } from './organizationMembership.ts'
import { PasskeySchema } from './passkey.ts'
import { PhoneNumberSchema } from './phoneNumber.ts'
import { SamlAccountSchema } from './samlAccount.ts'
import { ScimUserSchema } from './scimUser.ts'
import { Web3WalletSchema } from './web3Wallet.ts'

const schema = v.object({
  /** `user_…`. */
  id: v.string(),
  object: tag<'user'>(),
  /** The id in a system of your own; unique within the instance. */
  external_id: v.nullable(v.string()),
  primary_email_address_id: v.nullable(v.string()),
  primary_phone_number_id: v.nullable(v.string()),
  primary_web3_wallet_id: v.nullable(v.string()),
  username: v.nullable(v.string()),
  first_name: v.nullable(v.string()),
  last_name: v.nullable(v.string()),
  /** BCP 47, such as `en-US`. */
  locale: v.nullish(v.string()),
  /** IANA, such as `Europe/Paris`. */
  timezone: v.nullish(v.string()),
  /** @deprecated Use `image_url`. */
  profile_image_url: v.optional(v.string()),
  image_url: v.optional(v.string()),
  has_image: v.boolean(),
  /** The frontend can read this metadata. Only the backend can change it. */
  public_metadata: metadataOf<UserPublicMetadata>(),
  /** Only the backend can read and change this metadata. */
  private_metadata: v.nullish(metadataOf<UserPrivateMetadata>()),
  /** The frontend and the backend can read and change this metadata. Never trust it. */
  unsafe_metadata: v.optional(metadataOf<UserUnsafeMetadata>()),
  email_addresses: v.array(EmailAddressSchema),
  phone_numbers: v.array(PhoneNumberSchema),
  web3_wallets: v.array(Web3WalletSchema),
  passkeys: v.array(PasskeySchema),
  password_enabled: v.boolean(),
  two_factor_enabled: v.boolean(),
  totp_enabled: v.boolean(),
  backup_code_enabled: v.boolean(),
  /** Epoch milliseconds. */
  mfa_enabled_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  mfa_disabled_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  password_last_updated_at: v.nullish(v.number()),
  external_accounts: v.array(ExternalAccountSchema),
  /** @deprecated Use `enterprise_accounts`. */
  saml_accounts: v.array(SamlAccountSchema),
  enterprise_accounts: v.array(EnterpriseAccountSchema),
  /** Only in some responses; use `listUserOrganizationMemberships`. */
  organization_memberships: v.nullish(v.array(OrganizationMembershipSchema)),
  /** Epoch milliseconds. */
  last_sign_in_at: v.nullable(v.number()),
  /** Whether the user is banned and cannot sign in. */
  banned: v.boolean(),
  /** Whether the user cannot sign in after too many failed attempts, or after `lockUser`. */
  locked: v.boolean(),
  /** Whether the user has been deprovisioned and cannot sign in. */
  deprovisioned: v.optional(v.boolean()),
  lockout_expires_in_seconds: v.nullable(v.number()),
  verification_attempts_remaining: v.nullable(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  delete_self_enabled: v.boolean(),
  create_organization_enabled: v.boolean(),
  /** `0` for no limit. */
  create_organizations_limit: v.nullish(v.number()),
  /** Epoch milliseconds, with the precision of a day. */
  last_active_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  legal_accepted_at: v.nullable(v.number()),
  bypass_client_trust: v.optional(v.boolean()),
  scim: v.nullish(ScimUserSchema),
})

/** A person with an account in the instance. */
export interface User extends v.InferOutput<typeof schema> {}
export const UserSchema: Schema<User> = schema
