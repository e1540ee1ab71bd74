interface MachineTokenBase {
  id: string
  /** The id of the user, organization, machine or directory that the token belongs to. */
  subject: string
  scopes: string[]
  revoked: boolean
  revocation_reason: string | null
  expired: boolean
  /** Milliseconds since the epoch. */
  expiration: number | null
  /** Milliseconds since the epoch. */
  created_at: number
  /** Milliseconds since the epoch. */
  updated_at: number
}

/** An API key, as the API returns it. The subject is `user_…`, `org_…`, `mch_…` or `scim_…`. */
export interface ApiKeyPayload extends MachineTokenBase {
  object: 'api_key'
  type: string
  name: string
  description?: string | null
  claims: Record<string, unknown> | null
  created_by: string | null
  last_used_at: number | null
}

/** A machine-to-machine token, as the API returns it or as read from the JWT. The subject is the sender (`mch_…`). */
export interface M2mTokenPayload extends MachineTokenBase {
  object: 'machine_to_machine_token'
  claims: Record<string, unknown> | null
  last_used_at?: number | null
}

/** An OAuth access token, as the API returns it or as read from the JWT. The subject is a user (`user_…`). */
export interface OAuthTokenPayload extends MachineTokenBase {
  object: 'clerk_idp_oauth_access_token'
  client_id: string
  /** The resource servers that the token was issued for. Absent when `aud` is missing or malformed. */
  aud?: string[] | undefined
  /**
   * The actor that acts for the subject (RFC 8693, section 4.1). Decide access by this actor only: an `act` inside it is an
   * earlier actor.
   */
  act?: OAuthActor | undefined
}

/** The actor that acts for the subject of an OAuth access token. */
export interface OAuthActor {
  sub: string
  [claim: string]: unknown
}

/** The verified payload of each kind of machine token. */
export interface MachinePayloads {
  api_key: ApiKeyPayload
  m2m_token: M2mTokenPayload
  oauth_token: OAuthTokenPayload
}
