import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `user_…`. */
  user_id: v.string(),
  first_name: v.nullable(v.string()),
  last_name: v.nullable(v.string()),
  image_url: v.string(),
  has_image: v.boolean(),
  identifier: v.string(),
})

/** The public fields of the user who sent an invitation. */
export interface OrganizationInvitationPublicUserData extends v.InferOutput<typeof schema> {}
export const OrganizationInvitationPublicUserDataSchema: Schema<OrganizationInvitationPublicUserData> =
  schema
