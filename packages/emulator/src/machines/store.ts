import type {
  ApiKey,
  KnownOAuthAccessToken,
  M2mToken,
  MachineReference,
  MachineScope,
  OAuthApplication,
} from 'clerklet'
import { Collection } from '../core/collection.ts'

/** The scope of one machine for another, with an internal id. */
export interface StoredMachineScope extends MachineScope {
  id: string
}

/** An access token with its application. Its times are in milliseconds, as everywhere in the state. */
export interface StoredOAuthToken extends KnownOAuthAccessToken {
  application_id: string
}

/** The grant of a user to an OAuth application. Its secret is the refresh token. */
export interface StoredOAuthGrant {
  id: string
  created_at: number
  user_id: string
  client_id: string
  /** The authorization code, which can be exchanged for tokens once. */
  code: string
  /** Epoch milliseconds. */
  code_expires_at: number
  code_used: boolean
  /** The redirect URI to which the code was sent. */
  redirect_uri: string
  scopes: string[]
  /** The SHA-256 of the verifier (RFC 7636), in base64url. */
  code_challenge: string | null
  nonce: string | null
  /** The resource servers for which tokens may be issued (RFC 8707). */
  resources: string[]
  /** The ids of the opaque access tokens of the grant. */
  token_ids: string[]
}

/** Machines, M2M tokens, API keys, and OAuth applications with their tokens and grants. */
export interface MachinesData {
  machines: Collection<MachineReference>
  machineScopes: Collection<StoredMachineScope>
  m2mTokens: Collection<M2mToken>
  apiKeys: Collection<ApiKey>
  oauthApplications: Collection<OAuthApplication>
  oauthTokens: Collection<StoredOAuthToken>
  oauthGrants: Collection<StoredOAuthGrant>
}

export function createMachinesData(): MachinesData {
  return {
    machines: new Collection(),
    machineScopes: new Collection('from_machine_id', 'to_machine_id'),
    m2mTokens: new Collection('subject'),
    apiKeys: new Collection('subject'),
    oauthApplications: new Collection(),
    oauthTokens: new Collection('subject', 'client_id'),
    oauthGrants: new Collection('user_id', 'client_id', 'code'),
  }
}
