import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type OAuthApplication, OAuthApplicationSchema } from './oauthApplication.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = OAuthApplicationSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** An OAuth application with its secret, after its creation or a rotation. */
export interface OAuthApplicationWithSecret extends OAuthApplication {
  /** The secret. Store it: it cannot be retrieved again. Missing or empty for a public client, which has no secret. */
  client_secret?: string | undefined
}
export const OAuthApplicationWithSecretSchema: Schema<OAuthApplicationWithSecret> = v.object({
  ...entries,
  client_secret: v.optional(v.string()),
}) as v.GenericSchema<unknown> as Schema<OAuthApplicationWithSecret>
