import * as v from 'valibot'
import type {
  OrganizationInvitationPrivateMetadata,
  OrganizationInvitationPublicMetadata,
  RoleKey,
} from '../core/applicationTypes.ts'
import { metadataOf, open, type Schema, tag } from '../core/schema.ts'
import { OrganizationInvitationPublicOrganizationDataSchema } from './organizationInvitationPublicOrganizationData.ts'
import { OrganizationInvitationPublicUserDataSchema } from './organizationInvitationPublicUserData.ts'

const schema = v.object({
  object: tag<'organization_invitation'>(),
  /** `orginv_…`. */
  id: v.string(),
  email_address: v.string(),
  /** The key of the role, such as `org:member`. */
  role: open<RoleKey>(),
  role_name: v.string(),
  /** `org_…`. */
  organization_id: v.optional(v.string()),
  /** `user_…`. */
  inviter_id: v.nullish(v.string()),
  public_inviter_data: v.nullish(OrganizationInvitationPublicUserDataSchema),
  status: v.optional(open<'pending' | 'accepted' | 'revoked' | 'expired'>()),
  public_metadata: metadataOf<OrganizationInvitationPublicMetadata>(),
  private_metadata: v.optional(metadataOf<OrganizationInvitationPrivateMetadata>()),
  url: v.nullable(v.string()),
  /** Epoch milliseconds. */
  expires_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Only in lists of the invitations of a user or of the instance. */
  public_organization_data: v.optional(OrganizationInvitationPublicOrganizationDataSchema),
})

/** An invitation to join an organization. */
export interface OrganizationInvitation extends v.InferOutput<typeof schema> {}
export const OrganizationInvitationSchema: Schema<OrganizationInvitation> = schema
