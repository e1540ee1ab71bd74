import { containing, type Orders } from '../../core/lists.ts'

/** The fields that roles, permissions and role sets share. */
interface Named {
  id: string
  name: string
  key: string
  created_at: number
}

/** The fields that order the lists of roles, permissions and role sets. */
export const NAMED_ORDERS: Orders<Named> = {
  created_at: ({ created_at }) => created_at,
  name: ({ name }) => name,
  key: ({ key }) => key,
}

/** Creates the filter of roles, permissions and role sets by `query`, which is a whole id, or a part of a name or key. */
export function namedLike(query: URLSearchParams): (one: Named) => boolean {
  const text = query.get('query')
  const matches = containing(query, 'query')
  return ({ id, name, key }) => id === text || matches([name, key])
}
