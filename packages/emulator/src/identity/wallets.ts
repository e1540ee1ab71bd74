import type { User } from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import type { State } from '../state.ts'
import { checkNotLast, verifiedByAdmin } from './contacts.ts'
import { claim, drop } from './identifiers.ts'

/** Converts an Ethereum or a Solana address to its stored form. Refuses any other value. */
export function parseWallet(value: string): string {
  if (/^0x[\da-f]{40}$/i.test(value)) return value.toLowerCase()
  if (/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(value)) return value
  throw invalid(
    'web3_wallet',
    'form_param_format_invalid',
    'is invalid',
    'web3_wallet must be a valid web3 wallet address.',
  )
}

/** Adds a wallet to a user. The caller has checked that the wallet belongs to no other user. */
export function addWallet(state: State, user: User, web3_wallet: string): void {
  const now = state.clock.now()
  const id = state.newId('idn')
  user.web3_wallets.push({
    id,
    object: 'web3_wallet',
    web3_wallet,
    verification: verifiedByAdmin(),
    created_at: now,
    updated_at: now,
  })
  claim(state, 'wallet', web3_wallet, user.id)
  user.primary_web3_wallet_id ??= id
}

/** Removes a wallet from a user. Refuses an unknown wallet with 404, and refuses to remove the user's last identifier. */
export function removeWallet(state: State, user: User, id: string): void {
  const wallet = user.web3_wallets.find((one) => one.id === id)
  if (!wallet) throw notFound(`No web3 wallet was found with id ${id}`)
  checkNotLast(user, 'web3 wallet')
  user.web3_wallets = user.web3_wallets.filter((one) => one !== wallet)
  drop(state, 'wallet', wallet.web3_wallet, user.id)
  if (user.primary_web3_wallet_id === id) {
    user.primary_web3_wallet_id = user.web3_wallets[0]?.id ?? null
  }
}
