import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'
import type { PasswordHasher } from './passwordHasher.ts'

/** Params of {@link updateUser}. */
export interface UpdateUserParams {
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
  /** The id (`idn_…`) of a verified e-mail address of the user, which becomes the primary address. */
  primary_email_address_id?: string | null | undefined
  /** Whether to notify the user that the primary address has changed. Default: `false`. */
  notify_primary_email_address_changed?: boolean | null | undefined
  /** The id (`idn_…`) of a verified phone number of the user, which becomes the primary number. */
  primary_phone_number_id?: string | null | undefined
  /** The id (`idn_…`) of a verified wallet of the user, which becomes the primary wallet. */
  primary_web3_wallet_id?: string | null | undefined
  /** Unique within the instance. `null` and `''` remove the username. */
  username?: string | null | undefined
  /** The id of the image that becomes the profile image. */
  profile_image_id?: string | null | undefined
  /** In plain text; at least 8 characters. */
  password?: string | null | undefined
  /** A password hash of another system, in the format of `password_hasher`. Used instead of `password`. */
  password_digest?: string | undefined
  /** The algorithm of `password_digest`. A hash of an insecure algorithm is replaced at the first sign-in. */
  password_hasher?: PasswordHasher | undefined
  /** Whether to accept passwords that do not meet the rules of the instance. Requires `password`. */
  skip_password_checks?: boolean | null | undefined
  /** Whether to end all sessions of the user after the change of the password. Requires `password`. */
  sign_out_of_other_sessions?: boolean | null | undefined
  /** The Base32 secret of an authenticator app that was set up with another system. */
  totp_secret?: string | null | undefined
  /** Backup codes in plain text, or their bcrypt digests. */
  backup_codes?: readonly string[] | undefined
  /** Whether the user may delete their account in the frontend. */
  delete_self_enabled?: boolean | null | undefined
  /** Whether the user may create organizations in the frontend. */
  create_organization_enabled?: boolean | null | undefined
  /** When the user accepted the legal terms: RFC 3339, or a `Date`. */
  legal_accepted_at?: string | Date | null | undefined
  /** Whether to change the user even if the legal terms are not accepted. */
  skip_legal_checks?: boolean | null | undefined
  /** The largest number of organizations that the user may create; `0` for no limit. */
  create_organizations_limit?: number | null | undefined
  /** A custom time of creation: RFC 3339, or a `Date`. */
  created_at?: string | Date | null | undefined
  /** Whether sign-ins of the user skip the Device Trust checks. */
  bypass_client_trust?: boolean | null | undefined
}

/**
 * Changes a user. Omitted fields are unchanged.
 *
 * Since API version 2026-05-12, `updateUser` does not change metadata. Use {@link mergeUserMetadata} or
 * {@link replaceUserMetadata}.
 *
 * Limited to 10 calls in 10 seconds per user.
 *
 * `PATCH /users/{user_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await updateUser(ctx, 'user_2abc', { first_name: 'Ada' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateUser(
  ctx: Context,
  userId: string,
  params: UpdateUserParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'updateUser',
    method: 'PATCH',
    path: path`/users/${userId}`,
    body: params,
  })
}
