import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type OrganizationSettings,
  OrganizationSettingsSchema,
} from '../../schemas/organizationSettings.ts'

/** Params of {@link updateInstanceOrganizationSettings}. */
export interface UpdateInstanceOrganizationSettingsParams {
  /** Whether organizations are enabled. */
  enabled?: boolean | null | undefined
  /** The largest number of members of an organization. `0` means no limit. */
  max_allowed_memberships?: number | null | undefined
  /** Whether admins may delete their organization in the frontend. */
  admin_delete_enabled?: boolean | null | undefined
  /** Whether organizations can add domains. */
  domains_enabled?: boolean | null | undefined
  /** Whether organizations have no slug. */
  slug_disabled?: boolean | null | undefined
  /** The enrollment modes that the domains of organizations may use. */
  domains_enrollment_modes?:
    | readonly Open<'automatic_invitation' | 'automatic_suggestion'>[]
    | undefined
  /** `role_…`, the role of the creator of an organization. */
  creator_role_id?: string | null | undefined
  /** `role_…`, the role of users who join through a domain. */
  domains_default_role_id?: string | null | undefined
}

/**
 * Changes the settings that apply to all organizations of the instance. Omitted fields are unchanged.
 *
 * `PATCH /instance/organization_settings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstanceOrganizationSettings(ctx, { enabled: true, max_allowed_memberships: 20 })
 *
 * @throws {ClerkApiError} 402 when the plan does not include a setting.
 * @throws {ClerkApiError} `resource_not_found` when there is no such role.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstanceOrganizationSettings(
  ctx: Context,
  params: UpdateInstanceOrganizationSettingsParams,
  options?: RequestOptions,
): Promise<OrganizationSettings> {
  return request(ctx, OrganizationSettingsSchema, {
    ...options,
    operation: 'updateInstanceOrganizationSettings',
    method: 'PATCH',
    path: path`/instance/organization_settings`,
    body: params,
  })
}
