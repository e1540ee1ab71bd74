import { type ApiKeySeed, addApiKey } from './apiKeys.ts'
import { addMachine, addScope, checkScopes, type MachineSeed } from './machines.ts'
import { addOAuthApplication, type OAuthApplicationSeed } from './oauthApplications.ts'
import { type OrganizationSeed, plantOrganization } from './organizationSeeds.ts'
import { addPermission, type PermissionSeed } from './permissions.ts'
import { addRole, type RoleSeed } from './roles.ts'
import { changeSettings, type SettingsSeed } from './settings.ts'
import type { State } from './state.ts'
import { addUser, type UserSeed } from './users.ts'

/** What an emulator starts with. */
export interface Seed {
  settings?: SettingsSeed
  permissions?: PermissionSeed[]
  /** In the initial role set, unless they say otherwise. */
  roles?: RoleSeed[]
  users?: UserSeed[]
  organizations?: OrganizationSeed[]
  /** They may talk to one another, whatever their order. */
  machines?: MachineSeed[]
  apiKeys?: ApiKeySeed[]
  oauthApplications?: OAuthApplicationSeed[]
}

/** Adds what a seed lists: first what other things need. */
export function plant(state: State, seed: Seed): void {
  const { users = [], machines = [], apiKeys = [], oauthApplications = [] } = seed
  changeSettings(state.settings, seed.settings ?? {})
  for (const permission of seed.permissions ?? []) addPermission(state, permission)
  for (const role of seed.roles ?? []) {
    addRole(state, { include_in_initial_role_set: true, ...role })
  }
  for (const user of users) addUser(state, user)
  for (const organization of seed.organizations ?? []) plantOrganization(state, organization)
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
