import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'organization_settings'>(),
  /** @experimental Only the official SDK has this field; no published specification has it. */
  id: v.optional(v.string()),
  enabled: v.boolean(),
  /** `0` for no limit. */
  max_allowed_memberships: v.number(),
  max_allowed_roles: v.number(),
  max_role_sets_allowed: v.optional(v.number()),
  max_allowed_domains: v.number(),
  /** @deprecated Without effect: permissions are unlimited. The API may omit this field. */
  max_allowed_permissions: v.optional(v.number()),
  /** The key of the role that the creator of an organization gets. */
  creator_role: v.string(),
  /** The default for whether admins may delete their organization in the frontend. */
  admin_delete_enabled: v.boolean(),
  domains_enabled: v.boolean(),
  slug_disabled: v.optional(v.boolean()),
  domains_enrollment_modes: v.array(
    open<
      'manual_invitation' | 'automatic_invitation' | 'automatic_suggestion' | 'enterprise_sso'
    >(),
  ),
  /** The key of the role of users who join through a domain. */
  domains_default_role: v.string(),
  /** The key of the role set of organizations that are created without `role_set_key`. */
  initial_role_set_key: v.nullish(v.string()),
})

/** The settings of all organizations of the instance. */
export interface OrganizationSettings extends v.InferOutput<typeof schema> {}
export const OrganizationSettingsSchema: Schema<OrganizationSettings> = schema
