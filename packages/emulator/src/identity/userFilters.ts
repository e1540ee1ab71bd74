import type { User } from 'clerklet'
import { invalid } from '../core/errors.ts'
import { among, compare, containing, type Orders, orderOf } from '../core/lists.ts'
import { flag, time } from '../core/params.ts'
import type { State } from '../state.ts'
import { holdersOf } from './identifiers.ts'

const ORDERS: Orders<User> = {
  created_at: (user) => user.created_at,
  updated_at: (user) => user.updated_at,
  email_address: (user) => user.email_addresses[0]?.email_address ?? null,
  web3wallet: (user) => user.web3_wallets[0]?.web3_wallet ?? null,
  first_name: (user) => user.first_name,
  last_name: (user) => user.last_name,
  phone_number: (user) => user.phone_numbers[0]?.phone_number ?? null,
  username: (user) => user.username,
  last_active_at: (user) => user.last_active_at,
  last_sign_in_at: (user) => user.last_sign_in_at,
}

/** Returns the users that match a query, in the requested order. A page in the order of creation need not read all users. */
export function selectUsers(state: State, query: URLSearchParams): Iterable<User> {
  const { field, descending, value } = orderOf(query, ORDERS, '-created_at')
  const after = query.get('starting_after') ?? undefined
  if (after !== undefined && (field !== 'created_at' || Number(query.get('offset')))) {
    throw invalid(
      'starting_after',
      'form_param_value_invalid',
      'is invalid',
      'starting_after needs an order by created_at, in either direction, and no offset.',
    )
  }
  const wanted = userFilter(state, query)
  const { users } = state
  if (after !== undefined && !users.get(after)) {
    throw invalid(
      'starting_after',
      'form_param_value_invalid',
      'is invalid',
      `No user was found with id ${after}.`,
    )
  }
  const candidates = candidatesOf(state, query)
  if (field === 'created_at') {
    if (!candidates) return descending ? users.newest(after, wanted) : users.oldest(after, wanted)
    const ordered = users.among(after === undefined ? candidates : [...candidates, after])
    if (descending) ordered.reverse()
    return ordered.slice(ordered.findIndex((user) => user.id === after) + 1).filter(wanted)
  }
  const direction = descending ? -1 : 1
  const found = candidates
    ? users.among(candidates).filter(wanted)
    : [...users.oldest(undefined, wanted)]
  return found.sort((a, b) => direction * compare(value(a) ?? null, value(b) ?? null))
}

/** The number of users that match a query. */
export function countUsers(state: State, query: URLSearchParams): number {
  const wanted = userFilter(state, query)
  const candidates = candidatesOf(state, query)
  if (!candidates && ![...query.keys()].length) return state.users.size
  return candidates
    ? state.users.among(candidates).filter(wanted).length
    : state.users.countIf(wanted)
}

/** The ids of users that an index finds for a query: all matches, and possibly other users. Undefined when no index applies. */
function candidatesOf(state: State, query: URLSearchParams): string[] | undefined {
  const included = (name: string) =>
    query.getAll(name).flatMap((one) => (one.startsWith('-') ? [] : [one.replace(/^[+ ]/, '')]))
  const users = included('user_id')
  if (users.length) return users
  for (const [name, kind] of [
    ['external_id', 'external'],
    ['email_address', 'email'],
    ['username', 'username'],
    ['web3_wallet', 'wallet'],
  ] as const) {
    const values = included(name)
    if (values.length) return values.flatMap((one) => holdersOf(state, kind, one))
  }
  const phones = query.getAll('phone_number').map(withPlus)
  if (phones.length) return phones.flatMap((one) => holdersOf(state, 'phone', one))
  const provider = query.get('provider')
  const accounts = query.getAll('provider_user_id')
  if (provider && accounts.length) {
    return accounts.flatMap((one) => holdersOf(state, 'account', `${provider}:${one}`))
  }
  const organizations = included('organization_id')
  if (!organizations.length) return undefined
  return organizations.flatMap((id) =>
    state.memberships.where('organization_id', id).map((one) => one.user_id),
  )
}

/** Restores the plus sign of an E.164 number: in a query, an unencoded plus sign is read as a space. */
function withPlus(number: string): string {
  return number.replace(/^ /, '+')
}

/** Creates the filter of a `GET /users` or `GET /users/count` query. */
export function userFilter(state: State, query: URLSearchParams): (user: User) => boolean {
  const tests: ((user: User) => boolean)[] = []
  const hasOne = (name: string, values: (user: User) => (string | null | undefined)[]) => {
    const wanted = among(query, name)
    if (query.has(name)) tests.push((user) => wanted(values(user)))
  }
  const emails = (user: User) => user.email_addresses.map((one) => one.email_address)
  const phones = (user: User) => user.phone_numbers.map((one) => one.phone_number)
  const wallets = (user: User) => user.web3_wallets.map((one) => one.web3_wallet)
  hasOne('email_address', emails)
  const numbers = new Set(query.getAll('phone_number').map(withPlus))
  if (numbers.size) tests.push((user) => phones(user).some((one) => numbers.has(one)))
  hasOne('web3_wallet', wallets)
  hasOne('username', (user) => [user.username])
  hasOne('external_id', (user) => [user.external_id])
  hasOne('user_id', (user) => [user.id])
  hasOne('organization_id', (user) =>
    state.memberships.where('user_id', user.id).map((one) => one.organization_id),
  )

  const part = (name: string, values: (user: User) => (string | null | undefined)[]) => {
    const wanted = containing(query, name)
    if (query.has(name)) tests.push((user) => wanted(values(user)))
  }
  const names = (user: User) => [
    user.first_name,
    user.last_name,
    `${user.first_name ?? ''} ${user.last_name ?? ''}`,
  ]
  part('email_address_query', emails)
  part('phone_number_query', phones)
  part('username_query', (user) => [user.username])
  part('name_query', names)
  part('query', (user) => [
    ...emails(user),
    ...phones(user),
    ...wallets(user),
    ...names(user),
    user.username,
    user.id,
    user.external_id,
  ])

  const banned = flag(query, 'banned')
  if (banned !== undefined) tests.push((user) => user.banned === banned)
  for (const field of ['created_at', 'last_active_at', 'last_sign_in_at'] as const) {
    const before = time(query, `${field}_before`)
    if (before !== undefined) tests.push((user) => user[field] !== null && user[field] < before)
    for (const name of [`${field}_after`, `${field}_since`]) {
      const since = time(query, name)
      if (since !== undefined) tests.push((user) => user[field] !== null && user[field] > since)
    }
  }
  if (query.has('provider_user_id') && !query.has('provider')) {
    throw invalid(
      'provider',
      'form_param_missing',
      'is missing',
      'provider_user_id needs provider.',
    )
  }
  const provider = query.get('provider')
  if (provider) {
    const ids = new Set(query.getAll('provider_user_id'))
    tests.push((user) =>
      user.external_accounts.some(
        (account) =>
          account.provider === provider && (!ids.size || ids.has(`${account.provider_user_id}`)),
      ),
    )
  }
  return (user) => tests.every((test) => test(user))
}
