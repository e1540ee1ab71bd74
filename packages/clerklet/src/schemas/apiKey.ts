import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'api_key'>(),
  /** `ak_…`. */
  id: v.string(),
  /** `api_key`, or a type that your application has chosen. */
  type: v.string(),
  /** The owner of the key: `user_…`, `org_…`, `mch_…` or `scim_…`. */
  subject: v.string(),
  name: v.string(),
  description: v.nullish(v.string()),
  /** Any object: your API decides its meaning. */
  claims: v.nullable(MetadataSchema),
  scopes: v.array(v.string()),
  revoked: v.boolean(),
  revocation_reason: v.nullable(v.string()),
  expired: v.boolean(),
  /** The time of expiry, `null` for none. Epoch milliseconds. */
  expiration: v.nullable(v.number()),
  /** `user_…`. */
  created_by: v.nullable(v.string()),
  /** Epoch milliseconds. */
  last_used_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A key with which a user, an organization or a machine calls your API. */
export interface ApiKey extends v.InferOutput<typeof schema> {}
export const ApiKeySchema: Schema<ApiKey> = schema
