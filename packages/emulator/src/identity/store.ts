import type { BiometricCredential, OAuthAccessToken, User } from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** A password: in plain text where it came so, else as the digest that came. */
export interface StoredPassword {
  plain: string | null
  digest: string | null
  hasher: string | null
  /** The user has to choose another at the next sign-in. */
  compromised: boolean
}

/** An authenticator app. */
export interface StoredTotp {
  id: string
  /** Base32. */
  secret: string
  verified: boolean
}

/** A code that was sent to an e-mail address or a phone number. */
export interface StoredVerification {
  id: string
  /** `idn_…`, or the sign-up (`sua_…`) that the address or number is of. */
  identification_id: string
  code: string
  strategy: 'email_code' | 'phone_code'
  status: 'unverified' | 'verified' | 'failed' | 'expired'
  attempts: number
  created_at: number
  expire_at: number
}

/** A biometric credential, and the user it belongs to. */
export interface StoredBiometricCredential extends BiometricCredential {
  user_id: string
}

/** A token of an identity provider, and the user it belongs to. */
export interface StoredOAuthAccessToken extends OAuthAccessToken {
  id: string
  created_at: number
  user_id: string
}

/** What is known of users. */
export interface IdentityData {
  users: Collection<User>
  /** Who holds an address or number that is not verified, by kind and value. Verified ones are in `identifiers` of core. */
  unclaimed: Map<string, string[]>
  /** The id of the user, by the id of an identification (`idn_…`). */
  identifications: Map<string, string>
  /** By user. */
  passwords: Map<string, StoredPassword>
  /** By user. */
  totps: Map<string, StoredTotp>
  /** By user: the codes that are left, in plain text or as bcrypt digests. */
  backupCodes: Map<string, string[]>
  /** By user: when a lock ends, in epoch milliseconds. A locked user without an entry stays locked. */
  lockouts: Map<string, number>
  /** By user: how many attempts to sign in have failed since one succeeded. */
  failedAttempts: Map<string, number>
  verifications: Collection<StoredVerification>
  /** Biometric credentials. Their first name in the API was trusted devices, and snapshots hold them under it. */
  trustedDevices: Collection<StoredBiometricCredential>
  oauthAccessTokens: Collection<StoredOAuthAccessToken>
}

export function createIdentityData(): IdentityData {
  return {
    users: new Collection(),
    unclaimed: new Table(),
    identifications: new Table(),
    passwords: new Table(),
    totps: new Table(),
    backupCodes: new Table(),
    lockouts: new Table(),
    failedAttempts: new Table(),
    verifications: new Collection('identification_id'),
    trustedDevices: new Collection('user_id'),
    oauthAccessTokens: new Collection('user_id'),
  }
}
