import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type ApiKey, ApiKeySchema } from './apiKey.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = ApiKeySchema as v.GenericSchema as v.ObjectSchema<v.ObjectEntries, undefined>

/** An API key that was just created. */
export interface ApiKeyWithSecret extends ApiKey {
  /** The secret that the callers of your API send. */
  secret: string
}
export const ApiKeyWithSecretSchema: Schema<ApiKeyWithSecret> = v.object({
  ...entries,
  secret: v.string(),
}) as v.GenericSchema<unknown> as Schema<ApiKeyWithSecret>
