import type {
  MetadataInput,
  UserPrivateMetadata,
  UserPublicMetadata,
  UserUnsafeMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type User, UserSchema } from '../../schemas/user.ts'
import type { PasswordHasher } from './passwordHasher.ts'

/** Params of {@link createUser}. */
export interface CreateUserParams {
  /** The id of the user in your own system. Unique within the instance. */
  external_id?: string | null | undefined
  /** The user's first name. */
  first_name?: string | null | undefined
  /** The user's last name. */
  last_name?: string | null | undefined
  /** A BCP 47 language tag, such as `en-US`. */
  locale?: string | null | undefined
  /**
   * An IANA time zone, such as `Europe/Paris`.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  timezone?: string | null | undefined
  /** The first address becomes the primary address. By default, the addresses count as verified. */
  email_address?: readonly string[] | undefined
  /** One status for each item of `email_address`, in the same order. */
  email_address_identification_status?: readonly Open<'verified' | 'reserved'>[] | undefined
  /** In E.164 format. The first number becomes the primary number. By default, the numbers count as verified. */
  phone_number?: readonly string[] | undefined
  /** One status for each item of `phone_number`, in the same order. */
  phone_number_identification_status?: readonly Open<'verified' | 'reserved'>[] | undefined
  /** The first wallet becomes the primary wallet. */
  web3_wallet?: readonly string[] | undefined
  /** Unique within the instance. */
  username?: string | null | undefined
  /** In plain text; at least 8 characters. */
  password?: string | null | undefined
  /** A password hash of another system, in the format of `password_hasher`. Used instead of `password`. */
  password_digest?: string | null | undefined
  /** The algorithm of `password_digest`. A hash of an insecure algorithm is replaced at the first sign-in. */
  password_hasher?: PasswordHasher | undefined
  /** Whether to accept passwords that do not meet the rules of the instance. */
  skip_password_checks?: boolean | null | undefined
  /** Whether to create the user without a password even if the instance requires one. */
  skip_password_requirement?: boolean | null | undefined
  /** The Base32 secret of an authenticator app that was set up with another system. */
  totp_secret?: string | null | undefined
  /** Backup codes in plain text, or their bcrypt digests. */
  backup_codes?: readonly string[] | undefined
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataInput<UserPublicMetadata> | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataInput<UserPrivateMetadata> | undefined
  /** Read and written by the frontend and the backend. At most 8 KB. */
  unsafe_metadata?: MetadataInput<UserUnsafeMetadata> | undefined
  /** Whether the user may delete their account in the frontend. */
  delete_self_enabled?: boolean | null | undefined
  /** When the user accepted the legal terms: RFC 3339, or a `Date`. */
  legal_accepted_at?: string | Date | null | undefined
  /** Whether to create the user even if the legal terms are not accepted. */
  skip_legal_checks?: boolean | null | undefined
  /** Whether to create the user without the identifications that the instance requires. */
  skip_user_requirement?: boolean | null | undefined
  /**
   * Whether to ignore the restrictions of the instance: allow-list, block-list, disposable domains and subaddresses. For
   * migrations and admin tools.
   */
  skip_restriction_checks?: boolean | null | undefined
  /** Whether the user may create organizations in the frontend. */
  create_organization_enabled?: boolean | null | undefined
  /** The largest number of organizations that the user may create; `0` for no limit. */
  create_organizations_limit?: number | null | undefined
  /** A custom time of creation: RFC 3339, or a `Date`. */
  created_at?: string | Date | null | undefined
  /** Whether sign-ins of the user skip the Device Trust checks. */
  bypass_client_trust?: boolean | null | undefined
  /** Whether the new user is banned and cannot sign in. Requires a plan that includes bans. */
  banned?: boolean | null | undefined
  /** Whether the new user is locked. The lockout feature must be enabled on the instance. */
  locked?: boolean | null | undefined
}

/**
 * Creates a user.
 *
 * Set the fields that the settings of the instance require, such as an e-mail address or a password. When no response arrives,
 * the call is not retried. Before you call again, look for the user by `external_id`.
 *
 * `POST /users` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await createUser(ctx, { email_address: ['ada@example.com'], first_name: 'Ada' })
 *
 * @throws {ClerkApiError} `form_identifier_exists` when an identification is taken, `form_password_pwned` and other `form_…` codes
 *   when a field is refused.
 */
export async function createUser(
  ctx: Context,
  params: CreateUserParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'createUser',
    method: 'POST',
    path: path`/users`,
    body: params,
  })
}
