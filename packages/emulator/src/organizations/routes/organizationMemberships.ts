import { type Context, Hono } from 'hono'
import { answerList, inOrder, queryOf } from '../../core/lists.ts'
import type { MetadataChanges } from '../../core/metadata.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { findMembers, membershipOrders } from '../membershipFilters.ts'
import {
  addMembership,
  changeMembership,
  type MembershipParams,
  membershipOf,
  mergeMembershipMetadata,
  sendMembership,
} from '../memberships.ts'
import { organizationOf } from '../organizations.ts'
import type { StoredMembership } from '../store.ts'

const METADATA: Kinds = { public_metadata: 'object?', private_metadata: 'object?' }

/** The routes of `/organizations/{id}/memberships` and `/organization_memberships`. */
export function organizationMemberships(state: State): Hono {
  const app = new Hono()
  const path = '/organizations/:id/memberships'
  const organizationIn = (c: Context) => organizationOf(state, c.req.param('id') ?? '')
  const membershipIn = (c: Context) =>
    membershipOf(state, organizationIn(c), c.req.param('user') ?? '')
  const send = (membership: StoredMembership) => sendMembership(state, membership)

  app.get(path, (c) => {
    const found = findMembers(state, organizationIn(c), queryOf(c))
    return answerList(c, found, { send })
  })

  app.post(path, async (c) => {
    const organization = organizationIn(c)
    const body = await readBody<MembershipParams>(c, {
      user_id: 'string',
      role: 'string',
      ...METADATA,
    })
    required(body, 'user_id', 'role')
    return c.json(send(addMembership(state, organization, body)))
  })

  app.patch(`${path}/:user`, async (c) => {
    const membership = membershipIn(c)
    const body = await readBody<{ role: string }>(c, { role: 'string' })
    required(body, 'role')
    return c.json(send(changeMembership(state, organizationIn(c), membership, body.role)))
  })

  app.patch(`${path}/:user/metadata`, async (c) => {
    const membership = membershipIn(c)
    const changes = await readBody<MetadataChanges>(c, METADATA)
    return c.json(send(mergeMembershipMetadata(state, membership, changes)))
  })

  app.get('/organization_memberships', (c) =>
    answerList(c, inOrder(queryOf(c), state.memberships, membershipOrders(state)), { send }),
  )
  return app
}
