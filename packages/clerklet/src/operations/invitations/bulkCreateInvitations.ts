import type { MetadataInput, UserPublicMetadata } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { arrayOf, type Open } from '../../core/schema.ts'
import { type Invitation, InvitationSchema } from '../../schemas/invitation.ts'

/** One invitation of {@link bulkCreateInvitations}. */
export interface BulkCreateInvitationsItem {
  /** The address to which the invitation is sent. */
  email_address: string
  /** Becomes the public metadata of the user who accepts the invitation. At most 8 KB. */
  public_metadata?: MetadataInput<UserPublicMetadata> | null | undefined
  /** The URL to which the link in the e-mail leads: an absolute URL of your application. */
  redirect_url?: string | null | undefined
  /** Whether to send the e-mail. Default: `true`. */
  notify?: boolean | null | undefined
  /** Whether to invite an address that was already invited. An address of a user is always refused. Default: `false`. */
  ignore_existing?: boolean | null | undefined
  /** 1 to 365. Default: 30. */
  expires_in_days?: number | null | undefined
  /** The template of the e-mail. Default: `invitation`. */
  template_slug?: Open<'invitation' | 'waitlist_invitation'> | undefined
}

/** Params of {@link bulkCreateInvitations}: 1 to 10 invitations. */
export type BulkCreateInvitationsParams = readonly BulkCreateInvitationsItem[]

/**
 * Invites 1 to 10 people at once. The response is an array, not a page.
 *
 * Limited to 25 calls an hour.
 *
 * `POST /invitations/bulk` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const invitations = await bulkCreateInvitations(ctx, [
 *   { email_address: 'ada@example.com' },
 *   { email_address: 'alan@example.com', expires_in_days: 7 },
 * ])
 *
 * @throws {ClerkApiError} `bulk_size_exceeded` for more than 10 invitations.
 * @throws {ClerkApiError} `duplicate_record` when an address was invited before, unless its `ignore_existing` is `true`.
 * @throws {ClerkApiError} `form_identifier_exists` when an address belongs to a user.
 */
export async function bulkCreateInvitations(
  ctx: Context,
  params: BulkCreateInvitationsParams,
  options?: RequestOptions,
): Promise<Invitation[]> {
  return request(ctx, arrayOf(InvitationSchema), {
    ...options,
    operation: 'bulkCreateInvitations',
    method: 'POST',
    path: path`/invitations/bulk`,
    body: params,
  })
}
