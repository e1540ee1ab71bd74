import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `org_…`. */
  id: v.string(),
  name: v.string(),
  slug: v.string(),
  image_url: v.optional(v.string()),
  has_image: v.boolean(),
})

/** The public fields of an organization, in invitations and domains. */
export interface OrganizationInvitationPublicOrganizationData
  extends v.InferOutput<typeof schema> {}
export const OrganizationInvitationPublicOrganizationDataSchema: Schema<OrganizationInvitationPublicOrganizationData> =
  schema
