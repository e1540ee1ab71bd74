import type { User } from 'clerklet'
import type { State } from './state.ts'

/** A trusted device of a user of a seed. */
export interface TrustedDeviceSeed {
  /** Default: a new one. */
  id?: string | undefined
  platform: 'ios' | 'android'
  app_identifier: string
  name?: string | null | undefined
}

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

export function addTrustedDevice(state: State, user: User, seed: TrustedDeviceSeed): void {
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
