import type { Directory, DirectoryGroupRoleMapping, ScimDirectory } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { checkLength, checkRange } from '../core/params.ts'
import { issueSecret, rotateSecret } from '../core/secrets.ts'
import { take } from '../core/settings.ts'
import { roleOf, sendRole } from '../organizations/index.ts'
import type { State } from '../state.ts'
import { connectionOf } from './enterpriseConnections.ts'
import type { DirectoryKind, StoredDirectory, StoredMapping } from './store.ts'

/** The parameters of a mapping from a group to a role. */
export interface MappingParams {
  group_id: string
  group_name?: string | undefined
  role_id: string
  precedence?: number | undefined
}

/** The parameters of {@link changeDirectory}. */
export interface DirectoryChanges {
  name?: string
  enabled?: boolean
  provider?: string
  group_role_mapping_enabled?: boolean
  /** The path of each attribute by its name. `null` removes the attribute from the mapping. */
  attribute_mapping?: Record<string, unknown>
}

/** Milliseconds for which the previous key of a directory stays valid after a rotation. */
const GRACE = 3_600_000

const DEFAULT_MAPPING = {
  email_address: 'userName',
  first_name: 'name.givenName',
  last_name: 'name.familyName',
}

/** Returns the directory with the given id. Refuses an unknown id with 404. */
export function directoryOf({ directories }: State, id: string): StoredDirectory {
  const directory = directories.get(id)
  if (!directory) throw notFound(`No directory was found with id ${id}`)
  return directory
}

/** Converts a stored directory to the form that `/directories` or `/scim_directories` sends. */
export function sendDirectory(
  state: State,
  kind: DirectoryKind,
  directory: StoredDirectory,
  apiKey?: string,
): Directory | ScimDirectory {
  const { custom_attributes } = connectionOf(state, directory.enterprise_connection_id)
  return {
    object: kind,
    ...directory,
    endpoint_url: `https://${state.instance.frontendApi}/scim/v2/${directory.id}`,
    custom_attributes,
    ...(apiKey !== undefined && { api_key: apiKey }),
  }
}

/** Creates a directory for a connection, with its mappings and its key. */
export function addDirectory(
  state: State,
  params: { enterprise_connection_id: string; name?: string; provider: string },
  mappings: MappingParams[],
): { directory: StoredDirectory; apiKey: string } {
  const { enterprise_connection_id, provider } = params
  const connection = state.enterpriseConnections.get(enterprise_connection_id)
  if (!connection) {
    throw invalid(
      'enterprise_connection_id',
      'form_resource_not_found',
      'not found',
      `No enterprise connection was found with id ${enterprise_connection_id}`,
    )
  }
  if (state.directories.count('enterprise_connection_id', enterprise_connection_id)) {
    throw new Refusal(
      400,
      entry('duplicate_record', 'duplicate record', 'The connection has a directory already.'),
    )
  }
  checkMappings(state, mappings)
  const now = state.clock.now()
  const directory = state.directories.add({
    id: state.newId('scim'),
    name: params.name ?? connection.name,
    enterprise_connection_id,
    provider,
    enabled: true,
    group_role_mapping_enabled: mappings.length > 0,
    attribute_mapping: { ...DEFAULT_MAPPING },
    created_at: now,
    updated_at: now,
  })
  mappings.forEach((mapping, index) => {
    store(state, directory, { ...mapping, precedence: mapping.precedence ?? index + 1 })
  })
  return { directory, apiKey: issueSecret(state, directory.id, 'ak') }
}

/** Changes the given values of a directory. */
export function changeDirectory(
  state: State,
  directory: StoredDirectory,
  { attribute_mapping = {}, ...rest }: DirectoryChanges,
): StoredDirectory {
  directory.attribute_mapping = remapped(directory.attribute_mapping, attribute_mapping)
  take(directory, rest)
  directory.updated_at = state.clock.now()
  return directory
}

/** Issues a new key for a directory. The previous key stays valid for an hour. */
export function rotateDirectoryKey(state: State, directory: StoredDirectory): string {
  directory.updated_at = state.clock.now()
  return rotateSecret(state, directory.id, 'ak', GRACE)
}

/** The mappings of a directory, in descending priority. */
export function mappingsOf({ directoryMappings }: State, { id }: StoredDirectory): StoredMapping[] {
  return directoryMappings
    .where('directory_id', id)
    .sort((one, other) => one.precedence - other.precedence)
}

/**
 * Converts a stored mapping to the form that `/directories` or `/scim_directories` sends. The id of the directory, the id of the
 * group and the name of the group are sent in two fields each.
 */
export function sendMapping(state: State, kind: DirectoryKind, mapping: StoredMapping) {
  const { id, directory_id, group_id, group_name, role_id, precedence } = mapping
  const sent: Omit<DirectoryGroupRoleMapping, 'object'> = {
    id,
    directory_id,
    scim_directory_id: directory_id,
    directory_group_id: group_id,
    scim_group_id: group_id,
    directory_group_display_name: group_name,
    scim_group_display_name: group_name,
    role: sendRole(state, roleOf(state, role_id)),
    precedence,
    created_at: mapping.created_at,
    updated_at: mapping.updated_at,
  }
  return { object: objectOf(kind), ...sent }
}

/** The value of `object` in a mapping that `/directories` or `/scim_directories` sends. */
export function objectOf(kind: DirectoryKind) {
  return kind === 'directory' ? 'directory_group_role_mapping' : 'scim_group_role_mapping'
}

/**
 * Adds a mapping at its precedence, by default at the end. A mapping that already has the precedence moves down by one, as do
 * all mappings after it. Mappings can also be added while `group_role_mapping_enabled` is `false`.
 */
export function addMapping(
  state: State,
  directory: StoredDirectory,
  params: MappingParams,
): StoredMapping {
  checkMappings(state, [params])
  const mappings = mappingsOf(state, directory)
  if (mappings.some(({ group_id }) => group_id === params.group_id)) {
    throw new Refusal(
      400,
      entry('duplicate_record', 'duplicate record', `The group ${params.group_id} has a role.`),
    )
  }
  const precedence = params.precedence ?? (mappings.at(-1)?.precedence ?? 0) + 1
  if (mappings.some((one) => one.precedence === precedence)) {
    for (const one of mappings) if (one.precedence >= precedence) one.precedence++
  }
  return store(state, directory, { ...params, precedence })
}

/** Replaces all mappings of a directory. Earlier mappings take precedence. */
export function replaceMappings(
  state: State,
  directory: StoredDirectory,
  mappings: MappingParams[],
): void {
  checkMappings(state, mappings)
  state.directoryMappings.deleteWhere('directory_id', directory.id)
  mappings.forEach((mapping, index) => {
    store(state, directory, { ...mapping, precedence: index + 1 })
  })
}

/** Removes a mapping of a directory. Refuses an unknown id and the id of a mapping of another directory with 404. */
export function removeMapping(state: State, directory: StoredDirectory, id: string): void {
  if (state.directoryMappings.get(id)?.directory_id !== directory.id) {
    throw notFound(`No mapping of ${directory.id} was found with id ${id}`)
  }
  state.directoryMappings.delete(id)
}

function store(
  state: State,
  { id }: StoredDirectory,
  { group_id, group_name = '', role_id, precedence = 1 }: MappingParams,
): StoredMapping {
  const now = state.clock.now()
  return state.directoryMappings.add({
    id: state.newId('scimgrm'),
    directory_id: id,
    group_id,
    group_name,
    role_id,
    precedence,
    created_at: now,
    updated_at: now,
  })
}

function checkMappings(state: State, mappings: MappingParams[]): void {
  for (const { role_id, precedence, group_name } of mappings) {
    roleOf(state, role_id)
    checkRange('precedence', precedence, 1, Number.MAX_SAFE_INTEGER)
    checkLength('group_display_name', group_name, 0, 255)
  }
  if (new Set(mappings.map(({ group_id }) => group_id)).size < mappings.length) {
    throw invalid(
      'mappings',
      'form_param_duplicate',
      'duplicate values',
      'A group can have one role.',
    )
  }
}

function remapped(
  before: Record<string, string>,
  changes: Record<string, unknown>,
): Record<string, string> {
  const after = { ...before }
  for (const [name, path] of Object.entries(changes)) {
    if (path === null) delete after[name]
    else if (typeof path === 'string') after[name] = path
    else {
      throw invalid(
        `attribute_mapping.${name}`,
        'form_param_format_invalid',
        'is invalid',
        `attribute_mapping.${name} must be a path or null.`,
      )
    }
  }
  return after
}
