import type { State } from '../state.ts'

/** Whether there is a user, an organization or a machine with that id. */
export function isThere({ users, organizations, machines }: State, id: string): boolean {
  return Boolean(users.get(id) ?? organizations.get(id) ?? machines.get(id))
}
