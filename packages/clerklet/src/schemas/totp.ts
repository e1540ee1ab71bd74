import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'totp'>(),
  id: v.string(),
  secret: v.nullable(v.string()),
  /** The URI that a QR code contains, for the authenticator app. */
  uri: v.nullable(v.string()),
  verified: v.boolean(),
  backup_codes: v.nullish(v.array(v.string())),
})

/** An authenticator app of a user. Only the response of `createUserTotp` contains the secret and the URI. */
export interface Totp extends v.InferOutput<typeof schema> {}
export const TotpSchema: Schema<Totp> = schema
