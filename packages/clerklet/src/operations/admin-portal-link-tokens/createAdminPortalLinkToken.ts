import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AdminPortalLinkTokenWithToken,
  AdminPortalLinkTokenWithTokenSchema,
} from '../../schemas/adminPortalLinkTokenWithToken.ts'

/** Params of {@link createAdminPortalLinkToken}. */
export interface CreateAdminPortalLinkTokenParams {
  organization_id?: string | undefined
  it_contact_id?: string | undefined
  scopes?: readonly string[] | undefined
  /** 1 to 86 400. Default: 3 600. */
  seconds_until_expiration?: number | undefined
}

/**
 * Creates a token that lets an IT contact set up an enterprise connection on self-service pages.
 *
 * `POST /admin_portal_link_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { token } = await createAdminPortalLinkToken(ctx, { organization_id: 'org_2abc' })
 *
 * @throws {ClerkApiError} 403, 409.
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
