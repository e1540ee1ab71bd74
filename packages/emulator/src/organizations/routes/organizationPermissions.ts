import type {
  CreateOrganizationPermissionParams,
  UpdateOrganizationPermissionParams,
} from 'clerklet'
import { type Context, Hono } from 'hono'
import { answerList, inOrder, queryOf } from '../../core/lists.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { addPermission, changePermission, permissionOf, removePermission } from '../permissions.ts'
import { NAMED_ORDERS, namedLike } from './named.ts'

const FIELDS: Kinds = { name: 'string', key: 'string', description: 'string' }

/** The routes of `/organization_permissions`. */
export function organizationPermissions(state: State): Hono {
  const app = new Hono()
  const permissionIn = (c: Context) => permissionOf(state, c.req.param('id') ?? '')

  app.get('/', (c) => {
    const query = queryOf(c)
    return answerList(c, inOrder(query, state.permissions, NAMED_ORDERS).filter(namedLike(query)))
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateOrganizationPermissionParams>(c, FIELDS)
    required(body, 'name', 'key')
    return c.json(addPermission(state, body))
  })

  app.get('/:id', (c) => c.json(permissionIn(c)))

  app.patch('/:id', async (c) => {
    const permission = permissionIn(c)
    const body = await readBody<UpdateOrganizationPermissionParams>(c, FIELDS)
    return c.json(changePermission(state, permission, body))
  })

  app.delete('/:id', (c) => {
    const permission = permissionIn(c)
    removePermission(state, permission)
    return c.json({ object: 'permission', id: permission.id, deleted: true })
  })
  return app
}
