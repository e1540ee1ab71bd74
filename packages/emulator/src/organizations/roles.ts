import type { CreateOrganizationRoleParams, Permission, Role } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { claim, ownerOf } from '../core/unique.ts'
import type { State } from '../state.ts'
import { isPending } from './pendingInvitations.ts'
import { permissionOf } from './permissions.ts'
import type { StoredRole } from './store.ts'

/** A role in a seed: the parameters of the API, permissions by key or id, and optionally an id. */
export interface RoleSeed extends CreateOrganizationRoleParams {
  /** Default: a new id. */
  id?: string | undefined
}

/** The permissions of a creator. The creator role of each role set must contain all of them. */
const NEEDED_BY_CREATORS = [
  'org:sys_memberships:manage',
  'org:sys_memberships:read',
  'org:sys_profile:delete',
]

/** Returns the role with the given id. Refuses an unknown id with 404. */
export function roleOf({ roles }: State, id: string): StoredRole {
  const role = roles.get(id)
  if (!role) throw notFound(`No organization role was found with id ${id}`)
  return role
}

/** Returns the role with the given key. Refuses an unknown key with 404. */
export function roleByKey(state: State, key: string, param = 'role'): StoredRole {
  const role = state.roles.get(ownerOf(state, 'role', key) ?? '')
  if (!role) {
    throw new Refusal(
      404,
      entry('resource_not_found', 'not found', `No organization role was found with key ${key}`, {
        param_name: param,
      }),
    )
  }
  return role
}

/** The permissions of a role. */
export function permissionsOf(state: State, { permission_ids }: StoredRole): Permission[] {
  return permission_ids.map((id) => permissionOf(state, id))
}

/** Whether a role contains all permissions that the creator of an organization needs. */
export function isCreatorEligible(state: State, role: StoredRole): boolean {
  const keys = permissionsOf(state, role).map(({ key }) => key)
  return NEEDED_BY_CREATORS.every((key) => keys.includes(key))
}

/** Returns a role as the API sends it. */
export function sendRole(state: State, role: StoredRole): Role {
  const { permission_ids, ...sent } = role
  return {
    ...sent,
    is_creator_eligible: isCreatorEligible(state, role),
    permissions: permissionsOf(state, role),
  }
}

/** Creates a role. Refuses the parameters that the API refuses. */
export function addRole(
  state: State,
  { include_in_initial_role_set, ...params }: RoleSeed,
): StoredRole {
  const { max_allowed_roles } = state.settings.organizations
  if (state.roles.size >= max_allowed_roles) {
    throw new Refusal(
      403,
      entry(
        'organization_instance_roles_quota_exceeded',
        'organization roles for instance quota exceeded',
        `An instance has at most ${max_allowed_roles} organization roles.`,
      ),
    )
  }
  const role = storeRole(state, params)
  if (include_in_initial_role_set) {
    for (const set of state.roleSets) if (set.type === 'initial') set.role_ids.push(role.id)
  }
  emit(state, 'role.created', sendRole(state, role))
  return role
}

/** Stores a role without checking the maximum number of roles, and without emitting an event. */
export function storeRole(state: State, params: RoleSeed): StoredRole {
  checkKey(params.key)
  const permission_ids = idsOf(state, params.permissions ?? [])
  const now = state.clock.now()
  const id = params.id ?? state.newId('role')
  claim(state, 'role', params.key, id, 'key')
  return state.roles.add({
    object: 'role',
    id,
    name: params.name,
    key: params.key,
    description: params.description ?? null,
    permission_ids,
    created_at: now,
    updated_at: now,
  })
}

/** Changes the given values of a role. Members keep the role under its new key. */
export function changeRole(
  state: State,
  role: StoredRole,
  params: { [Name in 'name' | 'key' | 'description']?: string | null | undefined } & {
    permissions?: readonly string[] | null | undefined
  },
): StoredRole {
  const permissionIds = params.permissions ? idsOf(state, params.permissions) : role.permission_ids
  checkPermissions(state, role, permissionIds)
  if (params.key) {
    checkKey(params.key)
    claim(state, 'role', params.key, role.id, 'key', role.key)
    role.key = params.key
  }
  role.permission_ids = permissionIds
  role.name = params.name ?? role.name
  if (params.description !== undefined) role.description = params.description
  return touchRole(state, role)
}

/** Replaces the permissions of a role. Refuses to remove the permissions of a creator from the creator role of a role set. */
export function setPermissions(state: State, role: StoredRole, permissionIds: string[]): void {
  checkPermissions(state, role, permissionIds)
  role.permission_ids = permissionIds
}

/** Refuses to remove the permissions of a creator from the creator role of a role set. */
function checkPermissions(state: State, role: StoredRole, permissionIds: string[]): void {
  const creates = [...state.roleSets].some((set) => set.creator_role_id === role.id)
  if (creates) checkCreator(state, { ...role, permission_ids: permissionIds })
}

/** Refuses a role that lacks the permissions of a creator. */
export function checkCreator(state: State, role: StoredRole): void {
  if (!isCreatorEligible(state, role)) {
    throw new Refusal(
      422,
      entry(
        'organization_missing_creator_role_permissions',
        'missing permissions for creator role',
        `The creator role must contain the following permissions: ${NEEDED_BY_CREATORS.join(', ')}`,
      ),
    )
  }
}

/** Records that a role has changed, and emits `role.updated`. */
export function touchRole(state: State, role: StoredRole): StoredRole {
  role.updated_at = state.clock.now()
  emit(state, 'role.updated', sendRole(state, role))
  return role
}

/** Refuses to remove the default role or the creator role of a role set, or a role of a member or a pending invitation. */
export function checkRoleUnused(state: State, role: StoredRole): void {
  const { roleSets, memberships, organizationInvitations } = state
  const sets = [...roleSets]
  if (sets.some((set) => set.creator_role_id === role.id)) {
    throw inUse('organization_role_default_creator_role', 'is used as the creator role')
  }
  if (sets.some((set) => set.default_role_id === role.id)) {
    throw inUse('organization_role_domain_default_role', 'is used as the domain default role')
  }
  if (memberships.count('role_id', role.id)) {
    throw inUse('organization_role_assigned_members', 'is assigned to organization members')
  }
  const invitations = organizationInvitations.where('role_id', role.id)
  if (invitations.some((one) => isPending(state, one))) {
    throw inUse(
      'organization_role_exists_in_invitations',
      'exists in pending organization invitations',
    )
  }
}

function inUse(code: string, why: string): Refusal {
  return new Refusal(
    422,
    entry(code, `role ${why}`, `The organization role cannot be deleted: it ${why}.`),
  )
}

/** Converts ids and keys of permissions to ids, without duplicates. Seeds may contain keys. */
function idsOf(state: State, names: readonly string[]): string[] {
  const ids = names.map((name) => ownerOf(state, 'permission', name) ?? name)
  return [...new Set(ids.map((id) => permissionOf(state, id).id))]
}

function checkKey(key: string): void {
  if (!/^org:[a-z0-9_]+$/.test(key)) {
    throw invalid(
      'key',
      'form_param_format_invalid',
      'is invalid',
      'key must be org: and lowercase letters, digits and _.',
    )
  }
}
