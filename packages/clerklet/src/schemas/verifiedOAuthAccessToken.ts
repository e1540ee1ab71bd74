import * as v from 'valibot'
import type { Metadata } from '../core/applicationTypes.ts'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

/** An access token that exists. It may be expired or revoked. */
export interface KnownOAuthAccessToken {
  active?: true | undefined
  object: 'clerk_idp_oauth_access_token'
  /** `oat_…`. */
  id: string
  client_id: string
  /** `user_…`, the user who granted the token. */
  subject: string
  scopes: string[]
  revoked: boolean
  revocation_reason: string | null
  expired: boolean
  /** When the token expires. Epoch seconds; some deployments send milliseconds. */
  expiration: number | null
  /** Epoch seconds; some deployments send milliseconds. */
  created_at: number
  /** Epoch seconds; some deployments send milliseconds. */
  updated_at: number
  /** The resource servers for which the token was issued. */
  aud?: string[] | undefined
  /**
   * The actor that acts for the subject (RFC 8693, section 4.1). Its `sub` identifies the actor; its `act` is an earlier actor.
   */
  act?: Metadata | undefined
}

/** The response for a JWT access token that is not active, such as an expired token. */
export interface InactiveOAuthAccessToken {
  active: false
  object?: undefined
}

/** The response to the verification of an access token. Narrow it by `active === false`. */
export type VerifiedOAuthAccessToken = KnownOAuthAccessToken | InactiveOAuthAccessToken

// One schema for both types of `VerifiedOAuthAccessToken`. The validation does not check that the keys fit `active`.
export const VerifiedOAuthAccessTokenSchema: Schema<VerifiedOAuthAccessToken> = v.object({
  active: v.optional(v.boolean()),
  object: v.optional(tag<'clerk_idp_oauth_access_token'>()),
  id: v.optional(v.string()),
  client_id: v.optional(v.string()),
  subject: v.optional(v.string()),
  scopes: v.optional(v.array(v.string())),
  revoked: v.optional(v.boolean()),
  revocation_reason: v.nullish(v.string()),
  expired: v.optional(v.boolean()),
  expiration: v.nullish(v.number()),
  created_at: v.optional(v.number()),
  updated_at: v.optional(v.number()),
  aud: v.optional(v.array(v.string())),
  act: v.optional(MetadataSchema),
}) as v.GenericSchema<unknown> as Schema<VerifiedOAuthAccessToken>
