import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** Such as `oauth_google` or `saml`. */
  type: v.string(),
  id: v.string(),
})

/** A linked identification, such as the account that an e-mail address comes from. */
export interface IdentificationLink extends v.InferOutput<typeof schema> {}
export const IdentificationLinkSchema: Schema<IdentificationLink> = schema
