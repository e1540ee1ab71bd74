import { containing, type Orders } from '../../core/lists.ts'

/** What roles, permissions and role sets have in common. */
interface Named {
  id: string
  name: string
  key: string
  created_at: number
}

/** What their lists can be ordered by. */
export const NAMED_ORDERS: Orders<Named> = {
  created_at: ({ created_at }) => created_at,
  name: ({ name }) => name,
  key: ({ key }) => key,
}

/** What their lists search for: the whole id, or part of the name or key. */
export function namedLike(query: URLSearchParams): (one: Named) => boolean {
  const text = query.get('query')
  const matches = containing(query, 'query')
  return ({ id, name, key }) => id === text || matches([name, key])
}
