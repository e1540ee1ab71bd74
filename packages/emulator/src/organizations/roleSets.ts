import type { CreateRoleSetParams, RoleSet, RoleSetItem, UpdateRoleSetParams } from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import { claim, ownerOf, release } from '../core/unique.ts'
import type { State } from '../state.ts'
import { addSystemPermissions } from './permissions.ts'
import { checkCreator, roleByKey, roleOf, storeRole } from './roles.ts'
import type { StoredMembership, StoredRole, StoredRoleSet } from './store.ts'

const MAX_ROLES = 10

/** Adds the defaults of every instance: the permissions, two roles, and a role set with both roles. */
export function addDefaultRoles(state: State): void {
  addSystemPermissions(state)
  storeRole(state, {
    name: 'Admin',
    key: 'org:admin',
    description: 'Role with elevated permissions',
    permissions: [...state.permissions].map(({ id }) => id),
  })
  storeRole(state, {
    name: 'Member',
    key: 'org:member',
    description: 'Role with non-privileged permissions',
    permissions: ['org:sys_memberships:read', 'org:sys_billing:read'],
  })
  addRoleSet(state, {
    name: 'Default role set',
    key: 'role_set:default',
    type: 'initial',
    roles: ['org:admin', 'org:member'],
    default_role_key: 'org:member',
    creator_role_key: 'org:admin',
  })
}

/** Returns the role set with the given key or id. Refuses any other text with 404. */
export function roleSetOf(state: State, keyOrId: string): StoredRoleSet {
  const set = state.roleSets.get(ownerOf(state, 'role_set', keyOrId) ?? keyOrId)
  if (!set) throw notFound(`No role set was found with key or id ${keyOrId}`)
  return set
}

/** The role set of organizations that are created without `role_set_key`. */
export function initialRoleSet({ roleSets }: State): StoredRoleSet {
  for (const set of roleSets) if (set.type === 'initial') return set
  throw new TypeError('The instance has no initial role set')
}

/** Returns the role with the given key in a role set. Refuses a role that is not in the set with 404. */
export function roleInSet(state: State, set: StoredRoleSet, key: string, param?: string) {
  const role = roleByKey(state, key, param)
  if (!set.role_ids.includes(role.id)) {
    throw notFound(`The role set ${set.key} has no role with key ${key}`)
  }
  return role
}

/** Returns a role set as the API sends it. */
export function sendRoleSet(state: State, set: StoredRoleSet): RoleSet {
  const { role_ids, default_role_id, creator_role_id, ...sent } = set
  const counts = countMembers(state, set)
  const item = (id: string) => sendItem(roleOf(state, id), counts.get(id) ?? 0)
  return {
    ...sent,
    roles: role_ids.map(item),
    default_role: item(default_role_id),
    creator_role: item(creator_role_id),
  }
}

function sendItem(role: StoredRole, members: number): RoleSetItem {
  const { id, name, key, description, created_at, updated_at } = role
  return {
    object: 'role_set_item',
    id,
    name,
    key,
    description,
    members_count: members,
    has_members: members > 0,
    created_at,
    updated_at,
  }
}

/** Counts the members with each role, in all organizations with the given role set. */
function countMembers(state: State, set: StoredRoleSet): Map<string, number> {
  const counts = new Map<string, number>()
  if (state.roleSets.size === 1) {
    for (const id of set.role_ids) counts.set(id, state.memberships.count('role_id', id))
    return counts
  }
  for (const { id } of state.organizations.where('role_set_id', set.id)) {
    for (const { role_id } of state.memberships.where('organization_id', id)) {
      counts.set(role_id, (counts.get(role_id) ?? 0) + 1)
    }
  }
  return counts
}

/** Creates a role set. Refuses the parameters that the API refuses. */
export function addRoleSet(state: State, params: CreateRoleSetParams): StoredRoleSet {
  const key = params.key ?? `role_set:${params.name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`
  checkKey(key)
  const ids = rolesOf(state, params.roles, 'roles')
  const member = (key: string, param: string) => memberOf(state, ids, key, param)
  const now = state.clock.now()
  const set: StoredRoleSet = {
    object: 'role_set',
    id: state.newId('role_set'),
    name: params.name,
    key,
    description: params.description ?? null,
    role_ids: ids,
    default_role_id: member(params.default_role_key, 'default_role_key').id,
    creator_role_id: member(params.creator_role_key, 'creator_role_key').id,
    type: 'custom',
    created_at: now,
    updated_at: now,
  }
  checkCreator(state, roleOf(state, set.creator_role_id))
  claim(state, 'role_set', key, set.id, 'key')
  state.roleSets.add(set)
  if (params.type === 'initial') makeInitial(state, set)
  return set
}

/** Changes the given values of a role set. */
export function changeRoleSet(
  state: State,
  set: StoredRoleSet,
  params: UpdateRoleSetParams,
): StoredRoleSet {
  const chosen = (key: string | null | undefined, param: string) =>
    key ? memberOf(state, set.role_ids, key, param) : undefined
  const creator = chosen(params.creator_role_key, 'creator_role_key')
  const byDefault = chosen(params.default_role_key, 'default_role_key')
  if (creator) checkCreator(state, creator)
  if (params.key) {
    checkKey(params.key)
    claim(state, 'role_set', params.key, set.id, 'key', set.key)
    set.key = params.key
  }
  set.name = params.name ?? set.name
  if (params.description !== undefined) set.description = params.description
  if (creator) set.creator_role_id = creator.id
  if (byDefault) set.default_role_id = byDefault.id
  if (params.type === 'initial') makeInitial(state, set)
  set.updated_at = state.clock.now()
  return set
}

/** Adds roles to a role set. A role of the set may also become the default role or the creator role. */
export function addToRoleSet(
  state: State,
  set: StoredRoleSet,
  params: {
    role_keys: readonly string[]
    default_role_key?: string | undefined
    creator_role_key?: string | undefined
  },
): StoredRoleSet {
  const added = rolesOf(state, params.role_keys, 'role_keys')
  const role_ids = [...new Set([...set.role_ids, ...added])]
  if (role_ids.length > MAX_ROLES) throw tooMany('role_keys')
  const before = set.role_ids
  set.role_ids = role_ids
  try {
    const { default_role_key, creator_role_key } = params
    return changeRoleSet(state, set, { default_role_key, creator_role_key })
  } catch (error) {
    set.role_ids = before
    throw error
  }
}

/**
 * Replaces a role of a role set by another role of the set, also in memberships and invitations. Returns the memberships whose
 * role changed.
 */
export function replaceInRoleSet(
  state: State,
  set: StoredRoleSet,
  from: StoredRole,
  to: StoredRole,
): StoredMembership[] {
  if (from.id === to.id) {
    throw invalid(
      'to_role_key',
      'form_param_value_invalid',
      'is invalid',
      'to_role_key must be another role than role_key.',
    )
  }
  if (set.creator_role_id === from.id) {
    checkCreator(state, to)
    set.creator_role_id = to.id
  }
  if (set.default_role_id === from.id) set.default_role_id = to.id
  set.role_ids = set.role_ids.filter((id) => id !== from.id)
  set.updated_at = state.clock.now()
  return state.organizations
    .where('role_set_id', set.id)
    .flatMap(({ id }) => reassign(state, id, new Map([[from.id, to.id]])))
}

/** Moves all organizations of a role set to `target`, and deletes the set. Returns the memberships whose role changed. */
export function replaceRoleSet(
  state: State,
  set: StoredRoleSet,
  target: StoredRoleSet,
  mappings: Record<string, string>,
): StoredMembership[] {
  if (set.id === target.id) {
    throw invalid(
      'dest_role_set_key',
      'form_param_value_invalid',
      'is invalid',
      'dest_role_set_key must be another role set.',
    )
  }
  const moves = new Map(
    Object.entries(mappings).map(([from, to]) => [
      roleInSet(state, set, from, 'reassignment_mappings').id,
      roleInSet(state, target, to, 'reassignment_mappings').id,
    ]),
  )
  const held = [...countMembers(state, set)].filter(([, members]) => members).map(([id]) => id)
  const lost = held.filter((id) => !target.role_ids.includes(id) && !moves.has(id))
  if (lost.length) {
    throw invalid(
      'reassignment_mappings',
      'form_param_missing',
      'is missing',
      `reassignment_mappings must name a role for ${lost.map((id) => roleOf(state, id).key).join(', ')}.`,
    )
  }
  const moved = new Set<StoredMembership>()
  for (const organization of state.organizations.where('role_set_id', set.id)) {
    state.organizations.set(organization, 'role_set_id', target.id)
    for (const one of reassign(state, organization.id, moves)) moved.add(one)
    for (const one of reassignRest(state, organization.id, target)) moved.add(one)
  }
  release(state, 'role_set', set.key)
  state.roleSets.delete(set.id)
  if (set.type === 'initial') makeInitial(state, target)
  return [...moved]
}

/**
 * Gives the default role of a role set to the members and invitations of an organization whose role is not in the set. Returns
 * the memberships whose role changed.
 */
export function reassignRest(
  state: State,
  organizationId: string,
  set: StoredRoleSet,
): StoredMembership[] {
  const rest = [...state.roles].filter(({ id }) => !set.role_ids.includes(id))
  return reassign(state, organizationId, new Map(rest.map(({ id }) => [id, set.default_role_id])))
}

function reassign(
  state: State,
  organizationId: string,
  moves: Map<string, string>,
): StoredMembership[] {
  const { memberships, organizationInvitations } = state
  const moved = memberships
    .where('organization_id', organizationId)
    .filter(({ role_id }) => (moves.get(role_id) ?? role_id) !== role_id)
  for (const one of moved) memberships.set(one, 'role_id', moves.get(one.role_id) ?? one.role_id)
  for (const one of organizationInvitations.where('organization_id', organizationId)) {
    organizationInvitations.set(one, 'role_id', moves.get(one.role_id) ?? one.role_id)
  }
  return moved
}

function makeInitial(state: State, set: StoredRoleSet): void {
  for (const other of state.roleSets) other.type = 'custom'
  set.type = 'initial'
}

function rolesOf(state: State, keys: readonly string[], param: string): string[] {
  if (keys.length < 1 || keys.length > MAX_ROLES) throw tooMany(param)
  return [...new Set(keys.map((key) => roleByKey(state, key, param).id))]
}

function memberOf(state: State, ids: string[], key: string, param: string): StoredRole {
  const role = roleByKey(state, key, param)
  if (!ids.includes(role.id)) {
    throw invalid(
      param,
      'form_param_value_invalid',
      'is invalid',
      `${param} must be one of the roles of the role set.`,
    )
  }
  return role
}

function tooMany(param: string) {
  return invalid(
    param,
    'form_param_value_invalid',
    'is invalid',
    `A role set has 1 to ${MAX_ROLES} roles.`,
  )
}

function checkKey(key: string): void {
  if (!/^role_set:[a-z0-9_]+$/.test(key)) {
    throw invalid(
      'key',
      'form_param_format_invalid',
      'is invalid',
      'key must be role_set: and lowercase letters, digits and _.',
    )
  }
}
