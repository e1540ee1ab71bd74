import { type Context, Hono } from 'hono'
import { answerList, inOrder, type Orders, queryOf, signed } from '../../core/lists.ts'
import type { MetadataChanges } from '../../core/metadata.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import { userFilter, userOf } from '../../identity/index.ts'
import type { State } from '../../state.ts'
import {
  addMembership,
  changeMembership,
  type MembershipParams,
  membershipOf,
  mergeMembershipMetadata,
  sendMembership,
} from '../memberships.ts'
import { organizationOf } from '../organizations.ts'
import { roleOf } from '../roles.ts'
import type { StoredMembership } from '../store.ts'

const METADATA: Kinds = { public_metadata: 'object?', private_metadata: 'object?' }

/** `/organizations/{id}/memberships` and `/organization_memberships` */
export function organizationMemberships(state: State): Hono {
  const app = new Hono()
  const path = '/organizations/:id/memberships'
  const organizationIn = (c: Context) => organizationOf(state, c.req.param('id') ?? '')
  const membershipIn = (c: Context) =>
    membershipOf(state, organizationIn(c), c.req.param('user') ?? '')
  const send = (membership: StoredMembership) => sendMembership(state, membership)
  const user = ({ user_id }: StoredMembership) => userOf(state, user_id)
  const orders: Orders<StoredMembership> = {
    created_at: ({ created_at }) => created_at,
    email_address: (one) => user(one).email_addresses[0]?.email_address,
    phone_number: (one) => user(one).phone_numbers[0]?.phone_number,
    first_name: (one) => user(one).first_name,
    last_name: (one) => user(one).last_name,
    username: (one) => user(one).username,
  }

  app.get(path, (c) => {
    const organization = organizationIn(c)
    const query = queryOf(c)
    const isWanted = userFilter(state, query)
    const roles = signed(query, 'role')
    const members = state.memberships.where('organization_id', organization.id)
    const found = inOrder(query, members, orders).filter(
      (one) =>
        isWanted(user(one)) &&
        (!roles.wanted.size || roles.wanted.has(roleOf(state, one.role_id).key)),
    )
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
    answerList(c, inOrder(queryOf(c), state.memberships, orders), { send }),
  )
  return app
}
