import { type ApiKeySeed, addApiKey } from './apiKeys.ts'
import { addConnection, type EnterpriseConnectionSeed } from './enterpriseConnections.ts'
import { addInvitation, type InvitationSeed } from './invitations.ts'
import { addJwtTemplate, type JwtTemplateSeed } from './jwtTemplates.ts'
import { addMachine, addScope, checkScopes, type MachineSeed } from './machines.ts'
import { addOAuthApplication, type OAuthApplicationSeed } from './oauthApplications.ts'
import { type OrganizationSeed, plantOrganization } from './organizationSeeds.ts'
import { addPermission, type PermissionSeed } from './permissions.ts'
import { addRedirectUrl, type RedirectUrlSeed } from './redirectUrls.ts'
import { addAllowed, addBlocked, type RestrictionSeed } from './restrictions.ts'
import { addRole, type RoleSeed } from './roles.ts'
import { plantSession, type SessionSeed } from './sessions.ts'
import { changeSettings, type SettingsSeed } from './settings.ts'
import { addSignUp, type SignUpSeed } from './signUps.ts'
import type { State } from './state.ts'
import { changeTemplate, type TemplateSeed } from './templates.ts'
import { addUser, type UserSeed } from './users.ts'
import { addWaitlistEntry, type WaitlistEntrySeed } from './waitlist.ts'

/** What an emulator starts with. */
export interface Seed {
  settings?: SettingsSeed
  permissions?: PermissionSeed[]
  /** In the initial role set, unless they say otherwise. */
  roles?: RoleSeed[]
  users?: UserSeed[]
  organizations?: OrganizationSeed[]
  enterpriseConnections?: EnterpriseConnectionSeed[]
  /** Of those users. */
  sessions?: SessionSeed[]
  /** Sign-ups that have begun. */
  signUps?: SignUpSeed[]
  invitations?: InvitationSeed[]
  waitlist?: WaitlistEntrySeed[]
  allowlist?: RestrictionSeed[]
  blocklist?: RestrictionSeed[]
  redirectUrls?: RedirectUrlSeed[]
  jwtTemplates?: JwtTemplateSeed[]
  /** They may talk to one another, whatever their order. */
  machines?: MachineSeed[]
  apiKeys?: ApiKeySeed[]
  oauthApplications?: OAuthApplicationSeed[]
  /** Changes of the templates that every instance has. */
  templates?: TemplateSeed[]
}

/** Adds what a seed lists: first what other things need. */
export function plant(state: State, seed: Seed): void {
  const { users = [], machines = [], apiKeys = [], oauthApplications = [], templates = [] } = seed
  changeSettings(state.settings, seed.settings ?? {})
  for (const permission of seed.permissions ?? []) addPermission(state, permission)
  for (const role of seed.roles ?? []) {
    addRole(state, { include_in_initial_role_set: true, ...role })
  }
  for (const user of users) addUser(state, user)
  for (const organization of seed.organizations ?? []) plantOrganization(state, organization)
  for (const connection of seed.enterpriseConnections ?? []) addConnection(state, connection)
  plantIdentity(state, seed)
  plantMachines(state, machines)
  for (const apiKey of apiKeys) addApiKey(state, apiKey)
  for (const application of oauthApplications) addOAuthApplication(state, application)
  for (const { template_type, slug, ...changes } of templates) {
    changeTemplate(state, template_type, slug, changes)
  }
}

function plantIdentity(state: State, seed: Seed): void {
  for (const signUp of seed.signUps ?? []) addSignUp(state, signUp)
  for (const invitation of seed.invitations ?? []) addInvitation(state, invitation)
  for (const entry of seed.waitlist ?? []) addWaitlistEntry(state, entry)
  for (const identifier of seed.allowlist ?? []) addAllowed(state, identifier)
  for (const identifier of seed.blocklist ?? []) addBlocked(state, identifier)
  for (const url of seed.redirectUrls ?? []) addRedirectUrl(state, url)
  for (const template of seed.jwtTemplates ?? []) addJwtTemplate(state, template)
  for (const session of seed.sessions ?? []) plantSession(state, session)
}

function plantMachines(state: State, seeds: MachineSeed[]): void {
  const planted = seeds.map((seed) => ({ seed, machine: addMachine(state, seed) }))
  for (const { seed, machine } of planted) {
    const scopes = seed.scoped_machines ?? []
    checkScopes(state, scopes)
    for (const id of scopes) addScope(state, machine.id, id)
  }
}
