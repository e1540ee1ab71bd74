import type { User } from 'clerklet'
import type { State } from '../state.ts'
import { drop } from './identifiers.ts'

/** Removes a user with their identifiers and credentials. Other modules remove their own data. */
export function forgetUser(state: State, user: User): void {
  const { id } = user
  for (const one of user.email_addresses) drop(state, 'email', one.email_address, id)
  for (const one of user.phone_numbers) drop(state, 'phone', one.phone_number, id)
  for (const one of user.web3_wallets) drop(state, 'wallet', one.web3_wallet, id)
  for (const one of user.external_accounts) {
    drop(state, 'account', `${one.provider}:${one.provider_user_id}`, id)
  }
  for (const one of [...user.email_addresses, ...user.phone_numbers]) {
    state.identifications.delete(one.id ?? '')
    state.verifications.deleteWhere('identification_id', one.id ?? '')
  }
  if (user.username) drop(state, 'username', user.username, id)
  if (user.external_id) drop(state, 'external', user.external_id, id)
  state.passwords.delete(id)
  state.totps.delete(id)
  state.backupCodes.delete(id)
  state.lockouts.delete(id)
  state.failedAttempts.delete(id)
  state.trustedDevices.deleteWhere('user_id', id)
  state.oauthAccessTokens.deleteWhere('user_id', id)
  state.users.delete(id)
}
