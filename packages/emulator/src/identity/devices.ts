import type { BiometricCredential, User } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { sendEmail } from '../messages/index.ts'
import type { State } from '../state.ts'
import type { StoredBiometricCredential } from './store.ts'

/** A biometric credential of a user in a seed. */
export interface BiometricCredentialSeed {
  /** Default: a new id. */
  id?: string | undefined
  platform: 'ios' | 'android'
  app_identifier: string
  name?: string | null | undefined
}

/** @deprecated Use {@link BiometricCredentialSeed}: the API has renamed trusted devices. */
export interface TrustedDeviceSeed extends BiometricCredentialSeed {}

/** Adds a passkey with the given name to a user. */
export function addPasskey(state: State, user: User, name: string): void {
  user.passkeys.push({
    id: state.newId('idn'),
    object: 'passkey',
    name,
    last_used_at: state.clock.now(),
    verification: {
      object: 'verification_passkey',
      status: 'verified',
      strategy: 'passkey',
      attempts: null,
      expire_at: null,
    },
  })
}

/** Removes a passkey from a user, and sends an e-mail to the primary address, if any. Refuses an unknown passkey with 404. */
export function removePasskey(state: State, user: User, id: string): void {
  const passkey = user.passkeys.find((one) => one.id === id)
  if (!passkey) throw notFound(`No passkey was found with id ${id}`)
  user.passkeys = user.passkeys.filter((one) => one !== passkey)
  const primary = user.email_addresses.find((one) => one.id === user.primary_email_address_id)
  if (!primary) return
  sendEmail(state, {
    slug: 'passkey_removed',
    to: primary.email_address,
    subject: 'A passkey has been removed from your account',
    user,
    data: { passkey_name: passkey.name },
  })
}

/** Adds an active biometric credential to a user. */
export function addBiometricCredential(
  state: State,
  user: User,
  seed: BiometricCredentialSeed,
): void {
  const now = state.clock.now()
  state.trustedDevices.add({
    object: 'trusted_device',
    id: seed.id ?? state.newId('tdev'),
    platform: seed.platform,
    app_identifier: seed.app_identifier,
    name: seed.name ?? null,
    algorithm: 'ES256',
    status: 'active',
    created_at: now,
    updated_at: now,
    last_used_at: null,
    revoked_at: null,
    user_id: user.id,
  })
}

/** Returns the active biometric credentials of a user, as the API sends them. */
export function activeCredentialsOf(state: State, { id }: User): BiometricCredential[] {
  return state.trustedDevices
    .where('user_id', id)
    .filter(({ status }) => status === 'active')
    .map(send)
}

/** Revokes an active biometric credential of a user. Refuses any other id with 404. */
export function revokeBiometricCredential(
  state: State,
  user: User,
  id: string,
): BiometricCredential {
  const credential = state.trustedDevices.get(id)
  if (credential?.user_id !== user.id || credential.status !== 'active') {
    throw notFound(`No active biometric credential was found with id ${id}`)
  }
  const now = state.clock.now()
  Object.assign(credential, { status: 'revoked', revoked_at: now, updated_at: now })
  return send(credential)
}

function send({ user_id: _, ...credential }: StoredBiometricCredential): BiometricCredential {
  return credential
}
