import { addFreePlans } from './billing/plans.ts'
import { type BillingSeed, plantBilling } from './billing/seed.ts'
import { checkSeed, located } from './core/seeding.ts'
import { changeSettings, type SettingsSeed } from './core/settings.ts'
import { addConnection, type EnterpriseConnectionSeed } from './enterprise/enterpriseConnections.ts'
import { addInvitation, type InvitationSeed } from './flows/invitations.ts'
import { addAllowed, addBlocked, type RestrictionSeed } from './flows/restrictions.ts'
import { addSignUp, type SignUpSeed } from './flows/signUps.ts'
import { addWaitlistEntry, type WaitlistEntrySeed } from './flows/waitlist.ts'
import { addUser, type UserSeed } from './identity/users.ts'
import { addPrimaryDomain } from './instance/domains.ts'
import { addRedirectUrl, type RedirectUrlSeed } from './instance/redirectUrls.ts'
import { type ApiKeySeed, addApiKey } from './machines/apiKeys.ts'
import { addMachine, addScope, checkScopes, type MachineSeed } from './machines/machines.ts'
import { addOAuthApplication, type OAuthApplicationSeed } from './machines/oauthApplications.ts'
import { changeTemplate, type TemplateSeed } from './messages/templates.ts'
import { enroll } from './organizations/organizationEnrollments.ts'
import { addPermission, type PermissionSeed } from './organizations/permissions.ts'
import { addDefaultRoles } from './organizations/roleSets.ts'
import { addRole, type RoleSeed } from './organizations/roles.ts'
import { type OrganizationSeed, plantOrganization } from './organizations/seed.ts'
import { addJwtTemplate, type JwtTemplateSeed } from './sessions/jwtTemplates.ts'
import { plantSession, type SessionSeed } from './sessions/sessions.ts'
import type { State } from './state.ts'

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
  billing?: BillingSeed
  /** Changes of the templates that every instance has. */
  templates?: TemplateSeed[]
}

/**
 * Adds what a seed lists: first what other things need.
 *
 * @throws {TypeError} naming what is refused, and why.
 */
export function plant(state: State, seed: Seed): void {
  checkSeed(seed)
  const { roles, templates, machines = [] } = seed
  changeSettings(state.settings, seed.settings ?? {})
  each('permissions', seed.permissions, (permission) => addPermission(state, permission))
  each('roles', roles, (role) => addRole(state, { include_in_initial_role_set: true, ...role }))
  each('users', seed.users, (user) => enroll(state, addUser(state, user)))
  each('organizations', seed.organizations, (one) => plantOrganization(state, one))
  each('enterpriseConnections', seed.enterpriseConnections, (one) => addConnection(state, one))
  each('signUps', seed.signUps, (signUp) => addSignUp(state, signUp))
  each('invitations', seed.invitations, (invitation) => addInvitation(state, invitation))
  each('waitlist', seed.waitlist, (entry) => addWaitlistEntry(state, entry))
  each('allowlist', seed.allowlist, (identifier) => addAllowed(state, identifier))
  each('blocklist', seed.blocklist, (identifier) => addBlocked(state, identifier))
  each('redirectUrls', seed.redirectUrls, (url) => addRedirectUrl(state, url))
  each('jwtTemplates', seed.jwtTemplates, (template) => addJwtTemplate(state, template))
  each('sessions', seed.sessions, (session) => plantSession(state, session))
  const planted = each('machines', machines, (machine) => addMachine(state, machine))
  // They may talk to one another, whatever their order.
  each('machines', machines, ({ scoped_machines = [] }, i) => {
    checkScopes(state, scoped_machines)
    for (const id of scoped_machines) addScope(state, planted[i]?.id ?? '', id)
  })
  each('apiKeys', seed.apiKeys, (apiKey) => addApiKey(state, apiKey))
  each('oauthApplications', seed.oauthApplications, (one) => addOAuthApplication(state, one))
  plantBilling(state, seed.billing ?? {})
  each('templates', templates, ({ template_type, slug, ...changes }) =>
    changeTemplate(state, template_type, slug, changes),
  )
}

function each<T, R>(name: keyof Seed, items: T[] = [], add: (item: T, i: number) => R): R[] {
  return items.map((item, i) => located(`${name}[${i}]`, () => add(item, i)))
}

/** Adds what every instance has: the free plans, two roles with their permissions and their role set, the primary domain. */
export function plantDefaults(state: State): void {
  addFreePlans(state)
  addDefaultRoles(state)
  addPrimaryDomain(state)
}
