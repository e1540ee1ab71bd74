import { expect, test } from 'vitest'
import { createMiniature } from './support/miniature.ts'
import { type Place, readOwnership } from './support/ownership.ts'

/** Statements that change stored data, and the names of this data. */
const CHANGES: [text: string, ...stored: string[]][] = [
  // Changes of a collection or a map that the state contains.
  ['state.users.add(user)', 'users'],
  [`state.users['delete']('user_1')`, 'users'],
  [`state['users'].delete('user_1')`, 'users'],
  [`state[name].delete('id')`, 'users', 'roles'],
  [`state.users!.delete('user_1')`, 'users'],
  [`(state.users).delete('user_1')`, 'users'],
  [`(state.users as Map<string, unknown> & typeof state.users).delete('user_1')`, 'users'],
  [`const { users } = state; users.delete('user_1')`, 'users'],
  [`const { users: all } = state; all.delete('user_1')`, 'users'],
  [`const all = state.users; all.delete('user_1')`, 'users'],
  [`export const remove = ({ users }: State) => users.delete('user_1')`, 'users'],
  [`for (const all of [state.users, state.roles]) all.delete('id')`, 'users', 'roles'],
  [`(name === 'users' ? state.users : state.roles).clear()`, 'users', 'roles'],
  [`state.backupCodes.set('user_1', [])`, 'backupCodes'],
  ['state.users = state.users', 'users'],
  ['Object.assign(state, { users: state.users, silent: true })', 'users'],
  [
    'Object.assign(state, { [anyName]: 1 })',
    ...['settings', 'sequence', 'events', 'users', 'roles', 'domains', 'backupCodes', 'plans'],
  ],

  // Changes of a list in a map.
  [`state.backupCodes.get('user_1')?.push('code')`, 'backupCodes'],
  [`const codes = state.backupCodes.get('user_1') ?? []; codes.push('code')`, 'backupCodes'],
  [`for (const codes of state.backupCodes.values()) codes.pop()`, 'backupCodes'],
  [`for (const [, codes] of state.backupCodes) codes.pop()`, 'backupCodes'],

  // Changes of a field of an item.
  ['user.banned = true', 'users'],
  [`user.username ??= 'ada'`, 'users'],
  ['(user as User).banned = true', 'users'],
  ['user!.banned! = true', 'users'],
  ['delete user.username', 'users'],
  [`[user.username] = ['ada']`, 'users'],
  [`[[user.username], ...user.email_addresses] = [['ada'], address]`, 'users'],
  [`({ name: user.username } = { name: 'ada' })`, 'users'],
  [`for (user.username of ['ada']) break`, 'users'],
  ['for (user.username in user) break', 'users'],
  [`for (const one of state.users) one.banned = true`, 'users'],
  [`Object.assign(user, { banned: true })`, 'users'],
  [`domain.name = 'example.com'`, 'domains'],

  // Changes of a list that an item contains.
  ['user.email_addresses.push(address)', 'users'],
  ['user.email_addresses.length = 0', 'users'],
  ['user.email_addresses[0] = address', 'users'],
  ['const { email_addresses } = user; email_addresses.push(address)', 'users'],
  ['const { email_addresses: [first] } = user; first!.email = ""', 'users'],
  [`const ids = role.permission_ids; ids.push('perm_1')`, 'roles'],
  [`const ids = role.permission_ids ?? []; ids.push('perm_1')`, 'roles'],
  [`export const grant = ({ permission_ids }: Role) => permission_ids.push('perm_1')`, 'roles'],

  // Changes of an object that an item contains.
  ['user.public_metadata.admin = true', 'users'],
  ['Object.assign(user.public_metadata, { admin: true })', 'users'],
  ['take(user.public_metadata, { admin: true })', 'users'],
  ['const { public_metadata: data } = user; data.admin = true', 'users'],
  ['plan.seats!.amount = 1', 'plans'],
  ['if (plan.seats) plan.seats.amount++', 'plans'],
  [`address.email = 'ada@example.com'`, 'users'],
  [`user.email_addresses.find(({ email }) => !email)!.verification = null`, 'users'],
  [`if (address.verification) address.verification.status = 'verified'`, 'users'],

  // Changes of an object or a list that the state contains.
  ['state.sequence.ids++', 'sequence'],
  [`state.events.push('user.created')`, 'events'],
  [`state.settings.mode = 'public'`, 'settings'],
  ['state.settings.lockout.attempts = 1', 'settings'],
  ['const { settings } = state; settings.lockout.attempts = 1', 'settings'],
  ['changeSettings(state.settings, {})', 'settings'],
  ['take(state.settings.lockout, { attempts: 1 })', 'settings'],
]

/** Statements that change a collection or map whose name cannot be traced, and the expression for the collection or map. */
const UNTRACED: [text: string, expression: string][] = [
  [`export const clear = (map: Map<string, string>) => map.clear()`, 'map'],
  [`export const clear = (all: State['users'] | State['roles']) => all.clear()`, 'all'],
  [`const all = [state.users, state.roles]; for (const one of all) one.clear()`, 'one'],
  [`[state.users, state.roles].forEach((one) => one.clear())`, 'one'],
]

/** Statements that change no stored data. */
const HARMLESS: [text: string][] = [
  ['const map = new Map<string, string>(); map.clear()'],
  ['const ids = [...role.permission_ids]; ids.push("perm_1")'],
  ['const found = state.users.where("banned", true); found.sort()'],
  ['role.permission_ids.filter(Boolean).push("perm_1")'],
  ['const answer: { user: User | null } = { user: null }; answer.user = user'],
  ['Object.assign({}, user)'],
  ['Object.assign(state, { silent: true })'],
  ['{ const take = (...args: unknown[]) => args; take(user, 1) }'],
]

const cases = [...CHANGES, ...UNTRACED, ...HARMLESS].map(([text]) => text)
const ownership = readOwnership('/miniature/', createMiniature(cases))

test('behavior: each member of the state is found, with its store', () => {
  expect(Object.fromEntries(ownership.stored)).toEqual({
    settings: 'core/store.ts',
    sequence: 'core/store.ts',
    events: 'core/store.ts',
    users: 'identity/store.ts',
    roles: 'identity/store.ts',
    domains: 'identity/store.ts',
    backupCodes: 'identity/store.ts',
    plans: 'billing/store.ts',
  })
})

test.each(CHANGES)('behavior: a change is found: %s', (text, ...stored) => {
  expect(changedBy(text).sort()).toEqual(stored.sort())
})

test.each(UNTRACED)('behavior: an untraced change is found: %s', (text, expression) => {
  expect(untracedBy(text)).toEqual([expression])
})

test.each(HARMLESS)('behavior: no change is found: %s', (text) => {
  expect([...changedBy(text), ...untracedBy(text)]).toEqual([])
})

/** Returns the names of the stored data that a case is found to change. */
function changedBy(text: string): string[] {
  const changes = [...ownership.writes, ...ownership.changes].filter(isIn(text))
  return [...new Set(changes.map(({ stored }) => stored))]
}

function untracedBy(text: string): string[] {
  return ownership.untraced.filter(isIn(text)).map(({ stored }) => stored)
}

function isIn(text: string): (place: Place) => boolean {
  const file = `sessions/${cases.indexOf(text)}.ts`
  return (place) => place.file === file
}
