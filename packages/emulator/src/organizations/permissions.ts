import type {
  CreateOrganizationPermissionParams,
  Permission,
  UpdateOrganizationPermissionParams,
} from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { claim, release } from '../core/unique.ts'
import type { State } from '../state.ts'

/** A permission in a seed: the parameters of the API, and optionally an id for tests. */
export interface PermissionSeed extends CreateOrganizationPermissionParams {
  /** Default: a new id. */
  id?: string | undefined
}

/** The permissions of every instance: key, name and description. */
const SYSTEM_PERMISSIONS = [
  ['org:sys_profile:manage', 'Manage organization', 'Change the profile of the organization'],
  ['org:sys_profile:delete', 'Delete organization', 'Delete the organization'],
  ['org:sys_memberships:read', 'Read members', 'See the members and the invitations'],
  ['org:sys_memberships:manage', 'Manage members', 'Invite, change and remove members'],
  ['org:sys_domains:read', 'Read domains', 'See the domains'],
  ['org:sys_domains:manage', 'Manage domains', 'Add, change and remove domains'],
  ['org:sys_billing:read', 'Read billing', 'See the subscription and its payments'],
  ['org:sys_billing:manage', 'Manage billing', 'Change the subscription and how it is paid'],
] as const

/** Adds the permissions of every instance. */
export function addSystemPermissions(state: State): void {
  for (const [key, name, description] of SYSTEM_PERMISSIONS) {
    store(state, { key, name, description }, 'system')
  }
}

/** Returns the permission with the given id. Refuses an unknown id with 404. */
export function permissionOf({ permissions }: State, id: string): Permission {
  const permission = permissions.get(id)
  if (!permission) throw notFound(`No organization permission was found with id ${id}`)
  return permission
}

/** Creates a permission. Refuses the parameters that the API refuses. */
export function addPermission(state: State, params: PermissionSeed): Permission {
  checkKey(params.key)
  const permission = store(state, params, 'user')
  emit(state, 'permission.created', permission)
  return permission
}

/** Changes the given values of a permission. Refuses to change a system permission. */
export function changePermission(
  state: State,
  permission: Permission,
  { name, key, description }: UpdateOrganizationPermissionParams,
): Permission {
  checkModifiable(permission)
  if (key !== undefined) {
    checkKey(key)
    claim(state, 'permission', key, permission.id, 'key', permission.key)
    permission.key = key
  }
  permission.name = name ?? permission.name
  permission.description = description ?? permission.description
  permission.updated_at = state.clock.now()
  emit(state, 'permission.updated', permission)
  return permission
}

/** Removes a permission, also from roles. Refuses to remove a system permission. */
export function removePermission(state: State, permission: Permission): void {
  checkModifiable(permission)
  for (const role of state.roles) {
    role.permission_ids = role.permission_ids.filter((id) => id !== permission.id)
  }
  release(state, 'permission', permission.key)
  state.permissions.delete(permission.id)
  emit(state, 'permission.deleted', { object: 'permission', id: permission.id, deleted: true })
}

function store(state: State, params: PermissionSeed, type: 'system' | 'user'): Permission {
  const now = state.clock.now()
  const id = params.id ?? state.newId('perm')
  claim(state, 'permission', params.key, id, 'key')
  return state.permissions.add({
    object: 'permission',
    id,
    name: params.name,
    key: params.key,
    description: params.description ?? '',
    type,
    created_at: now,
    updated_at: now,
  })
}

function checkKey(key: string): void {
  if (!/^org:(?!sys_)[a-z0-9_]+:[a-z0-9_]+$/.test(key)) {
    throw invalid(
      'key',
      'form_param_format_invalid',
      'is invalid',
      'key must be org:<feature>:<action> of lowercase letters, digits and _, and must not begin with org:sys_.',
    )
  }
}

function checkModifiable({ type, key }: Permission): void {
  if (type === 'system') {
    throw new Refusal(
      403,
      entry(
        'organization_system_permission_not_modifiable',
        'organization system permission cannot be modified',
        `${key} is a system permission, which can be neither changed nor deleted.`,
      ),
    )
  }
}
