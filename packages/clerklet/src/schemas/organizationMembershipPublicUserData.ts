import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `user_…`. */
  user_id: v.string(),
  first_name: v.nullable(v.string()),
  last_name: v.nullable(v.string()),
  /** @deprecated Use `image_url`. */
  profile_image_url: v.nullable(v.string()),
  image_url: v.string(),
  has_image: v.boolean(),
  /** The primary e-mail address, phone number or username. */
  identifier: v.nullish(v.string()),
  username: v.nullish(v.string()),
  banned: v.optional(v.boolean()),
  deprovisioned: v.optional(v.boolean()),
})

/** The fields of a member that other members can read. */
export interface OrganizationMembershipPublicUserData extends v.InferOutput<typeof schema> {}
export const OrganizationMembershipPublicUserDataSchema: Schema<OrganizationMembershipPublicUserData> =
  schema
