import type { CreateOrganizationRoleParams, UpdateOrganizationRoleParams } from 'clerklet'
import { type Context, Hono } from 'hono'
import { entry, notFound, Refusal } from '../../core/errors.ts'
import { answerList, inOrder, queryOf } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { permissionOf } from '../permissions.ts'
import { addRole, changeRole, roleOf, sendRole, setPermissions, touchRole } from '../roles.ts'
import type { StoredRole } from '../store.ts'
import { NAMED_ORDERS, namedLike } from './named.ts'

/** The routes of `/organization_roles`. */
export function organizationRoles(state: State): Hono {
  const app = new Hono()
  const roleIn = (c: Context) => roleOf(state, c.req.param('id') ?? '')
  const send = (role: StoredRole) => sendRole(state, role)

  app.get('/', (c) => {
    const query = queryOf(c)
    const found = inOrder(query, state.roles, NAMED_ORDERS).filter(namedLike(query))
    return answerList(c, found, { send })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateOrganizationRoleParams>(c, {
      name: 'string',
      key: 'string',
      description: 'string?',
      permissions: 'string[]?',
      include_in_initial_role_set: 'boolean?',
    })
    required(body, 'name', 'key')
    return c.json(send(addRole(state, body)))
  })

  app.get('/:id', (c) => c.json(send(roleIn(c))))

  app.patch('/:id', async (c) => {
    const role = roleIn(c)
    const body = await readBody<UpdateOrganizationRoleParams>(c, {
      name: 'string?',
      key: 'string?',
      description: 'string?',
      permissions: 'string[]?',
    })
    return c.json(send(changeRole(state, role, body)))
  })

  app.post('/:id/permissions/:permission', (c) => {
    const role = roleIn(c)
    const { id } = permissionOf(state, c.req.param('permission'))
    if (role.permission_ids.includes(id)) {
      throw new Refusal(
        409,
        entry(
          'organization_role_permission_association_exists',
          'permission already assigned to role',
          `The role ${role.key} has the permission ${id} already.`,
        ),
      )
    }
    setPermissions(state, role, [...role.permission_ids, id])
    return c.json(send(touchRole(state, role)))
  })

  app.delete('/:id/permissions/:permission', (c) => {
    const role = roleIn(c)
    const { id } = permissionOf(state, c.req.param('permission'))
    if (!role.permission_ids.includes(id)) {
      throw notFound(`The role ${role.key} does not have the permission ${id}`)
    }
    const rest = role.permission_ids.filter((one) => one !== id)
    setPermissions(state, role, rest)
    return c.json(send(touchRole(state, role)))
  })
  return app
}
