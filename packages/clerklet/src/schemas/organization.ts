import * as v from 'valibot'
import type {
  OrganizationPrivateMetadata,
  OrganizationPublicMetadata,
} from '../core/applicationTypes.ts'
import { metadataOf, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'organization'>(),
  /** `org_…`. */
  id: v.string(),
  name: v.string(),
  slug: v.string(),
  image_url: v.optional(v.string()),
  has_image: v.boolean(),
  /** Only when the request sets `include_members_count`. */
  members_count: v.optional(v.number()),
  missing_member_with_elevated_permissions: v.optional(v.boolean()),
  pending_invitations_count: v.optional(v.number()),
  /** `0` for no limit. */
  max_allowed_memberships: v.number(),
  admin_delete_enabled: v.boolean(),
  /** Whether the organization may set up enterprise SSO itself. */
  self_serve_sso_enabled: v.nullish(v.boolean()),
  public_metadata: v.nullable(metadataOf<OrganizationPublicMetadata>()),
  private_metadata: v.optional(metadataOf<OrganizationPrivateMetadata>()),
  /** `user_…`. */
  created_by: v.optional(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  last_active_at: v.optional(v.number()),
  role_set_key: v.nullish(v.string()),
})

/** An organization: a group of users with roles. */
export interface Organization extends v.InferOutput<typeof schema> {}
export const OrganizationSchema: Schema<Organization> = schema
