/** Organizations, their members, roles, invitations and domains. */

export {
  countSeats,
  endMembership,
  findMembership,
  membershipOf,
  sendMembership,
} from './memberships.ts'
export { isDomainName, removeOrganizationDomain } from './organizationDomains.ts'
export { enroll } from './organizationEnrollments.ts'
export { acceptInvitation } from './organizationInvitations.ts'
export { changeOrganizationSettings, sendOrganizationSettings } from './organizationSettings.ts'
export { noteOrganizationActivity, organizationOf } from './organizations.ts'
export { isPending } from './pendingInvitations.ts'
export type { PermissionSeed } from './permissions.ts'
export { forgetMember, forgetOrganization, forgetRole } from './removal.ts'
export { addDefaultRoles } from './roleSets.ts'
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
  StoredMembership,
  StoredOrganization,
  StoredOrganizationDomain,
  StoredRole,
} from './store.ts'
