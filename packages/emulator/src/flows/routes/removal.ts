import { Hono } from 'hono'
import { membershipOf, organizationOf, roleOf } from '../../organizations/index.ts'
import type { State } from '../../state.ts'
import { removeMembership, removeOrganization, removeRole } from '../removal.ts'

/** The routes that delete an organization, a membership or a role, with the related data of other modules. */
export function removal(state: State): Hono {
  const app = new Hono()

  app.delete('/organizations/:id', (c) => {
    const organization = organizationOf(state, c.req.param('id'))
    removeOrganization(state, organization)
    const { id, slug } = organization
    return c.json({ object: 'organization', id, slug, deleted: true })
  })

  app.delete('/organizations/:id/memberships/:user', (c) => {
    const organization = organizationOf(state, c.req.param('id'))
    const membership = membershipOf(state, organization, c.req.param('user'))
    return c.json(removeMembership(state, membership))
  })

  app.delete('/organization_roles/:id', (c) => {
    const role = roleOf(state, c.req.param('id'))
    removeRole(state, role)
    return c.json({ object: 'role', id: role.id, deleted: true })
  })
  return app
}
