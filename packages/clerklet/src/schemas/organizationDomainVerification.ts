import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  status: open<'unverified' | 'verified' | 'failed' | 'expired'>(),
  strategy: v.string(),
  attempts: v.nullable(v.number()),
  /** Epoch milliseconds. */
  expire_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  verified_at: v.nullish(v.number()),
})

/** The state of the verification of a domain. */
export interface OrganizationDomainVerification extends v.InferOutput<typeof schema> {}
export const OrganizationDomainVerificationSchema: Schema<OrganizationDomainVerification> = schema
