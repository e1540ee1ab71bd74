import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type OrganizationSettings,
  OrganizationSettingsSchema,
} from '../../schemas/organizationSettings.ts'

/**
 * Retrieves the settings that apply to all organizations of the instance.
 *
 * `GET /instance/organization_settings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { max_allowed_memberships } = await getInstanceOrganizationSettings(ctx)
 *
 * @throws {ClerkApiError} 402 when the plan does not include organizations.
 */
export async function getInstanceOrganizationSettings(
  ctx: Context,
  options?: RequestOptions,
): Promise<OrganizationSettings> {
  return request(ctx, OrganizationSettingsSchema, {
    ...options,
    operation: 'getInstanceOrganizationSettings',
    method: 'GET',
    path: path`/instance/organization_settings`,
  })
}
