import { type Context, Hono } from 'hono'
import { invalid } from '../../core/errors.ts'
import { answerList, inOrder } from '../../core/lists.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addDirectory,
  addMapping,
  changeDirectory,
  type DirectoryChanges,
  directoryOf,
  type MappingParams,
  mappingsOf,
  objectOf,
  removeMapping,
  replaceMappings,
  rotateDirectoryKey,
  sendDirectory,
  sendMapping,
} from '../directories.ts'
import { removeDirectory } from '../removal.ts'
import type { DirectoryKind, StoredDirectory, StoredMapping } from '../store.ts'

/** A mapping in a request. The `scim_group_` fields are older names of the `directory_group_` fields. */
interface MappingBody {
  directory_group_id?: string
  scim_group_id?: string
  directory_group_display_name?: string
  scim_group_display_name?: string
  role_id: string
  precedence?: number
}

/** The routes of `/directories` or `/scim_directories`, which are two APIs for the same directories. */
export function directories(state: State, kind: DirectoryKind): Hono {
  const app = new Hono()
  const directoryIn = (c: Context) => directoryOf(state, c.req.param('id') ?? '')
  const send = (directory: StoredDirectory, key?: string) =>
    sendDirectory(state, kind, directory, key)
  const sendMappings = (c: Context, directory: StoredDirectory) => {
    const data = mappingsOf(state, directory).map((one) => sendMapping(state, kind, one))
    return c.json({ data, total_count: data.length })
  }
  const group: Kinds =
    kind === 'directory'
      ? { scim_group_id: 'string', directory_group_id: 'string', role_id: 'string' }
      : { scim_group_id: 'string', role_id: 'string' }
  const names: Kinds =
    kind === 'directory'
      ? { scim_group_display_name: 'string', directory_group_display_name: 'string' }
      : { scim_group_display_name: 'string' }

  app.get('/', (c) => {
    const orders = { created_at: ({ created_at }: StoredDirectory) => created_at }
    const newest = inOrder(new URLSearchParams(), state.directories, orders)
    return answerList(c, newest, { send: (directory) => send(directory) })
  })

  app.post('/', async (c) => {
    const body = await readBody<{
      enterprise_connection_id: string
      name?: string
      provider: string
      group_role_mappings?: MappingBody[]
    }>(c, {
      enterprise_connection_id: 'string',
      name: 'string',
      provider: 'string',
      group_role_mappings: [{ ...group, ...names, precedence: 'number' }],
    })
    required(body, 'enterprise_connection_id', 'provider')
    const mappings = (body.group_role_mappings ?? []).map(mappingOf)
    const { directory, apiKey } = addDirectory(state, body, mappings)
    return c.json(send(directory, apiKey))
  })

  app.get('/:id', (c) => c.json(send(directoryIn(c))))

  app.patch('/:id', async (c) => {
    const directory = directoryIn(c)
    const body = await readBody<DirectoryChanges>(c, {
      name: 'string',
      enabled: 'boolean',
      provider: 'string',
      attribute_mapping: 'object',
      group_role_mapping_enabled: 'boolean',
    })
    return c.json(send(changeDirectory(state, directory, body)))
  })

  app.delete('/:id', (c) => {
    const directory = directoryIn(c)
    removeDirectory(state, directory)
    return c.json({ object: kind, id: directory.id, deleted: true })
  })

  app.post('/:id/rotate_api_key', (c) => {
    const directory = directoryIn(c)
    return c.json(send(directory, rotateDirectoryKey(state, directory)))
  })

  app.get('/:id/group_role_mappings', (c) => sendMappings(c, directoryIn(c)))

  app.post('/:id/group_role_mappings', async (c) => {
    const directory = directoryIn(c)
    const body = await readBody<MappingBody>(c, { ...group, precedence: 'number' })
    const mapping: StoredMapping = addMapping(state, directory, mappingOf(body))
    return c.json(sendMapping(state, kind, mapping))
  })

  app.put('/:id/group_role_mappings', async (c) => {
    const directory = directoryIn(c)
    const body = await readBody<{ mappings: MappingBody[] }>(c, { mappings: [group] })
    required(body, 'mappings')
    replaceMappings(state, directory, body.mappings.map(mappingOf))
    return sendMappings(c, directory)
  })

  app.delete('/:id/group_role_mappings/:mapping', (c) => {
    const id = c.req.param('mapping')
    removeMapping(state, directoryIn(c), id)
    return c.json({ object: objectOf(kind), id, deleted: true })
  })
  return app
}

function mappingOf(body: MappingBody): MappingParams {
  const { role_id, precedence } = body
  const group_id = either(body, 'directory_group_id', 'scim_group_id')
  const group_name = either(body, 'directory_group_display_name', 'scim_group_display_name')
  required({ directory_group_id: group_id, role_id }, 'directory_group_id', 'role_id')
  return { group_id: group_id ?? '', group_name, role_id, precedence }
}

/** Returns the value of a parameter that has two names. Throws when the names have different values. */
function either(
  body: MappingBody,
  name: 'directory_group_id' | 'directory_group_display_name',
  older: 'scim_group_id' | 'scim_group_display_name',
): string | undefined {
  const [value, old] = [body[name], body[older]]
  if (value !== undefined && old !== undefined && value !== old) {
    throw invalid(
      older,
      'form_param_value_invalid',
      'is invalid',
      `${older} is the older name of ${name}: both must have the same value.`,
    )
  }
  return value ?? old
}
