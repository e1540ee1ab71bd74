import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AdminPortalLinkTokenWithToken,
  AdminPortalLinkTokenWithTokenSchema,
} from '../../schemas/adminPortalLinkTokenWithToken.ts'

/** Params of {@link createAdminPortalLinkToken}. */
export interface CreateAdminPortalLinkTokenParams {
  /** The organization that the token is for, `org_…`. */
  organization_id?: string | undefined
  /** The IT contact that the token is for. */
  it_contact_id?: string | undefined
  /** The scopes of the token. */
  scopes?: readonly string[] | undefined
  /** Seconds until the token expires, 1 to 86 400. Default: 3 600. */
  seconds_until_expiration?: number | undefined
}

/**
 * Creates a token that lets an IT contact set up an enterprise connection in the admin portal.
 *
 * `POST /admin_portal_link_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { token } = await createAdminPortalLinkToken(ctx, { organization_id: 'org_2abc' })
 *
 * @throws {ClerkApiError} 403 when the token may not be created.
 * @throws {ClerkApiError} 409 when the token conflicts with another one.
 */
export async function createAdminPortalLinkToken(
  ctx: Context,
  params?: CreateAdminPortalLinkTokenParams,
  options?: RequestOptions,
): Promise<AdminPortalLinkTokenWithToken> {
  return request(ctx, AdminPortalLinkTokenWithTokenSchema, {
    ...options,
    operation: 'createAdminPortalLinkToken',
    method: 'POST',
    path: path`/admin_portal_link_tokens`,
    body: params ?? {},
  })
}
