import type { State } from '../state.ts'

/** Whether a user, an organization or a machine has the given id. */
export function isThere({ users, organizations, machines }: State, id: string): boolean {
  return Boolean(users.get(id) ?? organizations.get(id) ?? machines.get(id))
}
