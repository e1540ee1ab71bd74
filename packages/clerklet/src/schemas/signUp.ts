import * as v from 'valibot'
import type { UserPublicMetadata, UserUnsafeMetadata } from '../core/applicationTypes.ts'
import { MetadataSchema, metadataOf, open, type Schema, tag } from '../core/schema.ts'
import { SignUpVerificationsSchema } from './signUpVerifications.ts'

const schema = v.object({
  object: tag<'sign_up_attempt'>(),
  /** `sua_…`. */
  id: v.string(),
  status: open<'missing_requirements' | 'complete' | 'abandoned'>(),
  required_fields: v.array(v.string()),
  optional_fields: v.array(v.string()),
  missing_fields: v.array(v.string()),
  unverified_fields: v.array(v.string()),
  verifications: SignUpVerificationsSchema,
  username: v.nullable(v.string()),
  email_address: v.nullable(v.string()),
  phone_number: v.nullable(v.string()),
  web3_wallet: v.nullable(v.string()),
  password_enabled: v.boolean(),
  first_name: v.nullable(v.string()),
  last_name: v.nullable(v.string()),
  unsafe_metadata: v.nullish(metadataOf<UserUnsafeMetadata>()),
  public_metadata: v.nullish(metadataOf<UserPublicMetadata>()),
  custom_action: v.boolean(),
  external_id: v.nullable(v.string()),
  created_session_id: v.nullable(v.string()),
  created_user_id: v.nullable(v.string()),
  /** Epoch milliseconds. */
  abandon_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  legal_accepted_at: v.nullable(v.number()),
  /** Such as `en-US`. */
  locale: v.nullish(v.string()),
  /** @deprecated Use `verifications.external_account`. */
  external_account: v.nullish(MetadataSchema),
})

/** An attempt to sign up. */
export interface SignUp extends v.InferOutput<typeof schema> {}
export const SignUpSchema: Schema<SignUp> = schema
