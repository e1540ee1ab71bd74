import { dropSecret } from '../core/secrets.ts'
import type { State } from '../state.ts'
import type { StoredDirectory } from './store.ts'

/** Removes the admin portal links of an organization. Its connections stay, without an organization. */
export function forgetOrganizationLinks(state: State, organizationId: string): void {
  state.adminPortalLinkTokens.deleteWhere('organization_id', organizationId)
  for (const connection of state.enterpriseConnections.where('organization_id', organizationId)) {
    state.enterpriseConnections.set(connection, 'organization_id', null)
  }
}

/** Removes the mappings of groups to a role. */
export function forgetRoleMappings(state: State, roleId: string): void {
  state.directoryMappings.deleteWhere('role_id', roleId)
}

/** Removes a directory with its mappings and its key. */
export function removeDirectory(state: State, { id }: StoredDirectory): void {
  state.directoryMappings.deleteWhere('directory_id', id)
  state.directories.delete(id)
  dropSecret(state, id)
}
