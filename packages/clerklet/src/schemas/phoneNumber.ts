import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { IdentificationLinkSchema } from './identificationLink.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  /** `idn_…`. */
  id: v.string(),
  object: tag<'phone_number'>(),
  /** E.164, such as `+15555550100`. */
  phone_number: v.string(),
  reserved_for_second_factor: v.optional(v.boolean()),
  default_second_factor: v.optional(v.boolean()),
  /** Whether the number is reserved: it is unverified, but no other user can add it. */
  reserved: v.boolean(),
  verification: v.nullable(VerificationSchema),
  linked_to: v.array(IdentificationLinkSchema),
  /** Only in the response of the operation that creates the codes. */
  backup_codes: v.nullish(v.array(v.string())),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A phone number of a user. */
export interface PhoneNumber extends v.InferOutput<typeof schema> {}
export const PhoneNumberSchema: Schema<PhoneNumber> = schema
