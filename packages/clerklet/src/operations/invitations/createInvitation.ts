import type { MetadataInput, UserPublicMetadata } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type Invitation, InvitationSchema } from '../../schemas/invitation.ts'

/** Params of {@link createInvitation}. */
export interface CreateInvitationParams {
  /** The address to which the invitation is sent. */
  email_address: string
  /** Becomes the public metadata of the user who accepts the invitation. At most 8 KB. */
  public_metadata?: MetadataInput<UserPublicMetadata> | undefined
  /** The absolute URL of your application to which the link in the e-mail redirects. */
  redirect_url?: string | undefined
  /** Whether to send the e-mail. Default: `true`. */
  notify?: boolean | null | undefined
  /** Whether to invite an address that was already invited, or that belongs to a user. Default: `false`. */
  ignore_existing?: boolean | null | undefined
  /** 1 to 365. Default: 30. */
  expires_in_days?: number | null | undefined
  /** The template of the e-mail. Default: `invitation`. */
  template_slug?: Open<'invitation' | 'waitlist_invitation'> | undefined
}

/**
 * Invites someone to sign up.
 *
 * Limited to 100 calls an hour.
 *
 * `POST /invitations` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createInvitation(ctx, { email_address: 'ada@example.com', public_metadata: { plan: 'pro' } })
 *
 * @throws {ClerkApiError} `duplicate_record` when the address was invited before, unless `ignore_existing` is `true`.
 * @throws {ClerkApiError} `form_identifier_exists` when the address belongs to a user, unless `ignore_existing` is `true`.
 */
export async function createInvitation(
  ctx: Context,
  params: CreateInvitationParams,
  options?: RequestOptions,
): Promise<Invitation> {
  return request(ctx, InvitationSchema, {
    ...options,
    operation: 'createInvitation',
    method: 'POST',
    path: path`/invitations`,
    body: params,
  })
}
