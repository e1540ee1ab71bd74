/** Organizations, their members, roles, invitations and domains. */

export { withStatus } from './invitationFilters.ts'
export { checkMember, checkPermission } from './memberPermissions.ts'
export { findMembers } from './membershipFilters.ts'
export {
  countSeats,
  endMembership,
  findMembership,
  membershipOf,
  sendMembership,
} from './memberships.ts'
export {
  isDomainName,
  removeOrganizationDomain,
  sendOrganizationDomain,
} from './organizationDomains.ts'
export { enroll, sendSuggestion, suggestionsTo } from './organizationEnrollments.ts'
export {
  acceptInvitation,
  addInvitations,
  INVITES,
  invitationOf,
  invitationsTo,
  revokeInvitation,
  sendInvitation,
} from './organizationInvitations.ts'
export { changeOrganizationSettings, sendOrganizationSettings } from './organizationSettings.ts'
export {
  addOrganization,
  changeOrganization,
  noteOrganizationActivity,
  organizationOf,
  removeLogo,
  setLogo,
} from './organizations.ts'
export { isPending, pendingOf } from './pendingInvitations.ts'
export type { PermissionSeed } from './permissions.ts'
export { forgetMember, forgetOrganization, forgetRole } from './removal.ts'
export { addDefaultRoles, roleSetOf } from './roleSets.ts'
export { checkRoleUnused, permissionsOf, type RoleSeed, roleOf, sendRole } from './roles.ts'
export { organizationRoutes } from './routes/index.ts'
export {
  ORGANIZATIONS_SHAPES,
  type OrganizationSeed,
  type OrganizationsSeed,
  plantOrganizations,
  plantRoles,
} from './seed.ts'
export type {
  StoredInvitation,
  StoredMembership,
  StoredOrganization,
  StoredOrganizationDomain,
  StoredRole,
} from './store.ts'
