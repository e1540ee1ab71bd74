import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'admin_portal_link_token'>(),
  /** `aplt_…`. */
  id: v.string(),
  /** `apl_…`. */
  admin_portal_link_id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  organization_id: v.nullable(v.string()),
  it_contact_id: v.nullable(v.string()),
  scopes: v.nullable(v.array(v.string())),
  revoked: v.boolean(),
  revocation_reason: v.nullable(v.string()),
  expired: v.boolean(),
  /** Epoch milliseconds. */
  expiration: v.nullable(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A token that lets an IT contact set up an enterprise connection in the admin portal. */
export interface AdminPortalLinkToken extends v.InferOutput<typeof schema> {}
export const AdminPortalLinkTokenSchema: Schema<AdminPortalLinkToken> = schema
