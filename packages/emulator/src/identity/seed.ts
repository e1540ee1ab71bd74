import type { User } from 'clerklet'
import { METADATA, plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addUser, type UserSeed } from './users.ts'

/** The part of a seed about users. */
export interface IdentitySeed {
  users?: readonly UserSeed[] | undefined
}

export const IDENTITY_SHAPES: Shapes<IdentitySeed> = {
  users: {
    kinds: {
      ...METADATA,
      id: 'string',
      external_id: 'string?',
      first_name: 'string?',
      last_name: 'string?',
      locale: 'string?',
      timezone: 'string?',
      username: 'string?',
      email_address: 'string[]',
      email_address_identification_status: 'string[]',
      phone_number: 'string[]',
      phone_number_identification_status: 'string[]',
      web3_wallet: 'string[]',
      password: 'string?',
      password_digest: 'string?',
      password_hasher: 'string?',
      skip_password_checks: 'boolean?',
      skip_password_requirement: 'boolean?',
      skip_user_requirement: 'boolean?',
      skip_legal_checks: 'boolean?',
      totp_secret: 'string?',
      backup_codes: 'string[]?',
      unsafe_metadata: 'object?',
      delete_self_enabled: 'boolean?',
      create_organization_enabled: 'boolean?',
      create_organizations_limit: 'number?',
      legal_accepted_at: 'time?',
      created_at: 'time?',
      bypass_client_trust: 'boolean?',
      skip_restriction_checks: 'boolean?',
      banned: 'boolean?',
      locked: 'boolean?',
      external_accounts: [
        {
          provider: 'string',
          provider_user_id: 'string',
          email_address: 'string',
          first_name: 'string',
          last_name: 'string',
          username: 'string?',
          approved_scopes: 'string',
          access_token: 'string',
        },
      ],
      passkeys: 'string[]',
      biometric_credentials: 'object[]',
      trusted_devices: 'object[]',
    },
    needs: [],
  },
}

/**
 * Adds the users of a seed.
 *
 * @param added Called after each user. An error that it throws is reported with the position of the user in the seed.
 */
export function plantIdentity(
  state: State,
  { users }: IdentitySeed,
  added: (user: User) => void,
): void {
  plantEach('users', users, (user) => added(addUser(state, user)))
}
