import { type ApiKeySeed, addApiKey } from './apiKeys.ts'
import { addMachine, addScope, checkScopes, type MachineSeed } from './machines.ts'
import { addOAuthApplication, type OAuthApplicationSeed } from './oauthApplications.ts'
import type { State } from './state.ts'
import { addUser, type UserSeed } from './users.ts'

/** What an emulator starts with. */
export interface Seed {
  users?: UserSeed[]
  /** They may talk to one another, whatever their order. */
  machines?: MachineSeed[]
  apiKeys?: ApiKeySeed[]
  oauthApplications?: OAuthApplicationSeed[]
}

/** Adds what a seed lists, in its order. */
export function plant(
  state: State,
  { users = [], machines = [], apiKeys = [], oauthApplications = [] }: Seed,
): void {
  for (const user of users) addUser(state, user)
  plantMachines(state, machines)
  for (const apiKey of apiKeys) addApiKey(state, apiKey)
  for (const application of oauthApplications) addOAuthApplication(state, application)
}

function plantMachines(state: State, seeds: MachineSeed[]): void {
  const planted = seeds.map((seed) => ({ seed, machine: addMachine(state, seed) }))
  for (const { seed, machine } of planted) {
    const scopes = seed.scoped_machines ?? []
    checkScopes(state, scopes)
    for (const id of scopes) addScope(state, machine.id, id)
  }
}
