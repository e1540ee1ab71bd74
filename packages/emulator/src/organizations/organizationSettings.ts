import type { OrganizationSettings, UpdateInstanceOrganizationSettingsParams } from 'clerklet'
import { checkRange, oneOf } from '../core/params.ts'
import { take } from '../core/settings.ts'
import type { State } from '../state.ts'
import { ENROLLMENT_MODES } from './organizationDomains.ts'
import { changeRoleSet, initialRoleSet } from './roleSets.ts'
import { roleOf } from './roles.ts'

/** Returns the organization settings as the API sends them. The roles are those of the initial role set. */
export function sendOrganizationSettings(state: State): OrganizationSettings {
  const set = initialRoleSet(state)
  return {
    object: 'organization_settings',
    ...state.settings.organizations,
    creator_role: roleOf(state, set.creator_role_id).key,
    domains_default_role: roleOf(state, set.default_role_id).key,
    initial_role_set_key: set.key,
  }
}

/** Changes the given organization settings. The creator role and the default role change in the initial role set. */
export function changeOrganizationSettings(
  state: State,
  params: UpdateInstanceOrganizationSettingsParams,
): void {
  const { creator_role_id, domains_default_role_id, domains_enrollment_modes, ...rest } = params
  checkRange('max_allowed_memberships', rest.max_allowed_memberships, 0, Number.MAX_SAFE_INTEGER)
  const modes = domains_enrollment_modes?.map(
    (mode) => oneOf('domains_enrollment_modes', mode, ENROLLMENT_MODES) ?? 'manual_invitation',
  )
  const keyOf = (id: string | null | undefined) => (id ? roleOf(state, id).key : undefined)
  changeRoleSet(state, initialRoleSet(state), {
    creator_role_key: keyOf(creator_role_id),
    default_role_key: keyOf(domains_default_role_id),
  })
  take(state.settings.organizations, { ...rest, domains_enrollment_modes: modes })
}
