import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `oauth_google`, `saml` … */
  type: v.string(),
  id: v.string(),
})

/** Another identification that stands for the same thing, such as the account an e-mail address came from. */
export interface IdentificationLink extends v.InferOutput<typeof schema> {}
export const IdentificationLinkSchema: Schema<IdentificationLink> = schema
