import type { State } from './state.ts'
import { addUser, type UserSeed } from './users.ts'

/** What an emulator starts with. */
export interface Seed {
  users?: UserSeed[]
}

/** Adds what a seed lists, in its order. */
export function plant(state: State, { users = [] }: Seed): void {
  for (const user of users) addUser(state, user)
}
