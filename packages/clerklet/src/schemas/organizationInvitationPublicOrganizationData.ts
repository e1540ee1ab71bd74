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

/** The fields of the organization that an invited person can read. */
export interface OrganizationInvitationPublicOrganizationData
  extends v.InferOutput<typeof schema> {}
export const OrganizationInvitationPublicOrganizationDataSchema: Schema<OrganizationInvitationPublicOrganizationData> =
  schema
