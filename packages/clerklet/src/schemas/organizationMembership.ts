import * as v from 'valibot'
import type {
  OrganizationMembershipPrivateMetadata,
  OrganizationMembershipPublicMetadata,
  RoleKey,
} from '../core/applicationTypes.ts'
import { metadataOf, open, type Schema, tag } from '../core/schema.ts'
import { OrganizationSchema } from './organization.ts'
import { OrganizationMembershipPublicUserDataSchema } from './organizationMembershipPublicUserData.ts'

const schema = v.object({
  /** `orgmem_…`. */
  id: v.string(),
  object: tag<'organization_membership'>(),
  /** The key of the role, such as `org:admin`. */
  role: open<RoleKey>(),
  role_name: v.optional(v.string()),
  /** `null` for a role without permissions. */
  permissions: v.nullable(v.array(v.string())),
  public_metadata: metadataOf<OrganizationMembershipPublicMetadata>(),
  private_metadata: v.optional(metadataOf<OrganizationMembershipPrivateMetadata>()),
  organization: OrganizationSchema,
  public_user_data: v.optional(OrganizationMembershipPublicUserDataSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** The membership of a user in an organization, with the role. */
export interface OrganizationMembership extends v.InferOutput<typeof schema> {}
export const OrganizationMembershipSchema: Schema<OrganizationMembership> = schema
