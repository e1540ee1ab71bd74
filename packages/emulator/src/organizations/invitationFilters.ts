import { oneOf } from '../core/params.ts'
import type { State } from '../state.ts'
import { isPending } from './pendingInvitations.ts'
import type { StoredInvitation } from './store.ts'

/** The invitations with one of the statuses in a query, or all invitations when the query has no status. */
export function withStatus(
  state: State,
  query: URLSearchParams,
  all: StoredInvitation[],
): StoredInvitation[] {
  const statuses = query
    .getAll('status')
    .map((one) => oneOf('status', one, ['pending', 'accepted', 'revoked', 'expired']))
  if (!statuses.length) return all
  return all.filter((one) =>
    isPending(state, one)
      ? statuses.includes('pending')
      : statuses.some((status) => status === one.status),
  )
}
