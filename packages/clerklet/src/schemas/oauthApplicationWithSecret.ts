import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type OAuthApplication, OAuthApplicationSchema } from './oauthApplication.ts'

// The annotation of an exported schema hides its entries; at run time they are there.
const { entries } = OAuthApplicationSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An OAuth application that was just created, or given another secret. */
export interface OAuthApplicationWithSecret extends OAuthApplication {
  /** Not to be had again: keep it. Missing or empty for a public client, which has none. */
  client_secret?: string | undefined
}
export const OAuthApplicationWithSecretSchema: Schema<OAuthApplicationWithSecret> = v.object({
  ...entries,
  client_secret: v.optional(v.string()),
}) as v.GenericSchema<unknown> as Schema<OAuthApplicationWithSecret>
