import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'accountless_application'>(),
  publishable_key: v.string(),
  /** The secret key, with which the application calls the Backend API. */
  secret_key: v.optional(v.string()),
  /** The URL at which a developer claims the application. */
  claim_url: v.optional(v.string()),
  api_keys_url: v.optional(v.string()),
})

/** An application without an owner, to try Clerk with. */
export interface AccountlessApplication extends v.InferOutput<typeof schema> {}
export const AccountlessApplicationSchema: Schema<AccountlessApplication> = schema
