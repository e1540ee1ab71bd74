import { inOrder, type Orders, signed } from '../core/lists.ts'
import { userFilter, userOf } from '../identity/index.ts'
import type { State } from '../state.ts'
import { roleOf } from './roles.ts'
import type { StoredMembership, StoredOrganization } from './store.ts'

/** The fields by which a request can order memberships. */
export function membershipOrders(state: State): Orders<StoredMembership> {
  const user = ({ user_id }: StoredMembership) => userOf(state, user_id)
  return {
    created_at: ({ created_at }) => created_at,
    email_address: (one) => user(one).email_addresses[0]?.email_address,
    phone_number: (one) => user(one).phone_numbers[0]?.phone_number,
    first_name: (one) => user(one).first_name,
    last_name: (one) => user(one).last_name,
    username: (one) => user(one).username,
  }
}

/** The memberships of an organization that match a query, in the requested order. */
export function findMembers(
  state: State,
  { id }: StoredOrganization,
  query: URLSearchParams,
): StoredMembership[] {
  const isWanted = userFilter(state, query)
  const roles = signed(query, 'role')
  const members = state.memberships.where('organization_id', id)
  return inOrder(query, members, membershipOrders(state)).filter(
    (one) =>
      isWanted(userOf(state, one.user_id)) &&
      (!roles.wanted.size || roles.wanted.has(roleOf(state, one.role_id).key)),
  )
}
