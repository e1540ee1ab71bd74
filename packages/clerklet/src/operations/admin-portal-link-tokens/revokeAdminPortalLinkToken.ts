import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AdminPortalLinkToken,
  AdminPortalLinkTokenSchema,
} from '../../schemas/adminPortalLinkToken.ts'

/** Params of {@link revokeAdminPortalLinkToken}. */
export interface RevokeAdminPortalLinkTokenParams {
  /** Why the token is revoked. Stored with the token. */
  revocation_reason?: string | null | undefined
}

/**
 * Revokes an admin portal link token.
 *
 * `POST /admin_portal_link_tokens/{adminPortalLinkTokenID}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeAdminPortalLinkToken(ctx, 'aplt_0123')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such token.
 */
export async function revokeAdminPortalLinkToken(
  ctx: Context,
  adminPortalLinkTokenId: string,
  params?: RevokeAdminPortalLinkTokenParams,
  options?: RequestOptions,
): Promise<AdminPortalLinkToken> {
  return request(ctx, AdminPortalLinkTokenSchema, {
    ...options,
    operation: 'revokeAdminPortalLinkToken',
    method: 'POST',
    path: path`/admin_portal_link_tokens/${adminPortalLinkTokenId}/revoke`,
    body: params ?? {},
  })
}
