import type { State } from '../state.ts'

/** Removes the links to an organization. Its connections go on without it. */
export function forgetOrganization(state: State, organizationId: string): void {
  state.adminPortalLinkTokens.deleteWhere('organization_id', organizationId)
  for (const connection of state.enterpriseConnections.where('organization_id', organizationId)) {
    state.enterpriseConnections.set(connection, 'organization_id', null)
  }
}

/** Removes what gives a role to the members of a group. */
export function forgetRole(state: State, roleId: string): void {
  state.directoryMappings.deleteWhere('role_id', roleId)
}
