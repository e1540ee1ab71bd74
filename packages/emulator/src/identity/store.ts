import type { BiometricCredential, OAuthAccessToken, User } from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** A password in plain text, or the digest that was given instead. */
export interface StoredPassword {
  plain: string | null
  digest: string | null
  hasher: string | null
  /** Whether the user has to choose a new password at the next sign-in. */
  compromised: boolean
}

/** An authenticator app. */
export interface StoredTotp {
  id: string
  /** The secret in base32. */
  secret: string
  verified: boolean
}

/** A code that was sent to an e-mail address or a phone number. */
export interface StoredVerification {
  id: string
  /** The id of the address or number (`idn_…`), or of the sign-up that contains it (`sua_…`). */
  identification_id: string
  code: string
  strategy: 'email_code' | 'phone_code'
  status: 'unverified' | 'verified' | 'failed' | 'expired'
  attempts: number
  created_at: number
  expire_at: number
}

/** A biometric credential with its user. */
export interface StoredBiometricCredential extends BiometricCredential {
  user_id: string
}

/** A token of an identity provider, with its user. */
export interface StoredOAuthAccessToken extends OAuthAccessToken {
  id: string
  created_at: number
  user_id: string
}

/** Users, and their identifiers and credentials. */
export interface IdentityData {
  users: Collection<User>
  /**
   * The ids of users with an unverified address or number, by kind and value. Verified and reserved identifiers are in
   * `identifiers` of `CoreData`.
   */
  unclaimed: Map<string, string[]>
  /** The id of the user by the id of an e-mail address or a phone number (`idn_…`). */
  identifications: Map<string, string>
  /** Passwords by the id of the user. */
  passwords: Map<string, StoredPassword>
  /** Authenticator apps by the id of the user. */
  totps: Map<string, StoredTotp>
  /** The unused backup codes by user, in plain text or as bcrypt digests. */
  backupCodes: Map<string, string[]>
  /** The end of a lock by user, in epoch milliseconds. A locked user without an entry stays locked. */
  lockouts: Map<string, number>
  /** The number of failed attempts since the last sign-in, reverification or unlock, by user. */
  failedAttempts: Map<string, number>
  verifications: Collection<StoredVerification>
  /** Biometric credentials. The API first called them trusted devices, and snapshots keep that name. */
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
