import type { User } from 'clerklet'
import { notFound } from '../core/errors.ts'
import type { State } from '../state.ts'
import { checkNotLast } from './contacts.ts'
import { checkFree, claim, drop } from './identifiers.ts'

/** An account at an identity provider, connected to a user in a seed. */
export interface ExternalAccountSeed {
  /** The provider with its prefix, such as `oauth_google`. */
  provider: string
  provider_user_id: string
  /** The address at the provider. An equal address of the user is linked to the account. */
  email_address?: string | undefined
  first_name?: string | undefined
  last_name?: string | undefined
  username?: string | null | undefined
  /** The scopes, separated by spaces. */
  approved_scopes?: string | undefined
  /** The token for the provider's API. Without this token, the account has no OAuth access token. */
  access_token?: string | undefined
}

/** Connects an account at an identity provider to a user. */
export function addAccount(state: State, user: User, seed: ExternalAccountSeed): void {
  const { provider, provider_user_id, email_address = '', approved_scopes = '' } = seed
  checkFree(state, 'account', `${provider}:${provider_user_id}`, 'external_account')
  const now = state.clock.now()
  const identification = state.newId('idn')
  const account = state.newId('eac')
  // In the API, the id of a Google or Facebook account is the id of its identification.
  const known = /^oauth_(google|facebook)$/.exec(provider)?.[1]
  user.external_accounts.push({
    object: known ? `${known}_account` : 'external_account',
    id: known ? identification : account,
    ...(known && { external_account_id: account }),
    provider,
    identification_id: identification,
    provider_user_id,
    approved_scopes,
    email_address,
    first_name: seed.first_name ?? '',
    last_name: seed.last_name ?? '',
    image_url: '',
    username: seed.username ?? null,
    public_metadata: {},
    label: null,
    created_at: now,
    updated_at: now,
    verification: {
      object: 'verification_oauth',
      status: 'verified',
      strategy: provider,
      attempts: null,
      expire_at: now + 600_000,
    },
  })
  claim(state, 'account', `${provider}:${provider_user_id}`, user.id)
  user.email_addresses
    .find((one) => one.email_address === email_address.toLowerCase())
    ?.linked_to.push({ type: provider, id: identification })
  if (!seed.access_token) return
  state.oauthAccessTokens.add({
    object: 'oauth_access_token',
    id: account,
    external_account_id: account,
    provider_user_id,
    token: seed.access_token,
    expires_at: null,
    provider,
    public_metadata: {},
    label: null,
    scopes: approved_scopes.split(' ').filter(Boolean),
    created_at: now,
    user_id: user.id,
  })
}

/**
 * Removes an external account (`eac_…`) from a user, with its OAuth token and its links to addresses. Refuses an unknown id with
 * 404, and refuses to remove the last identifier of the user.
 */
export function removeAccount(state: State, user: User, id: string): void {
  const account = user.external_accounts.find((one) => (one.external_account_id ?? one.id) === id)
  if (!account) throw notFound(`No external account was found with id ${id}`)
  checkNotLast(user, 'external account')
  user.external_accounts = user.external_accounts.filter((one) => one !== account)
  drop(state, 'account', `${account.provider}:${account.provider_user_id}`, user.id)
  state.oauthAccessTokens.delete(id)
  for (const email of user.email_addresses) {
    email.linked_to = email.linked_to.filter((link) => link.id !== account.identification_id)
  }
}
