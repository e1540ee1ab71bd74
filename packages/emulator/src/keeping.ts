import type { Clock } from './core/clock.ts'
import type { Snapshot } from './snapshot.ts'
import type { State } from './state.ts'

/** Keeps the data of an emulator somewhere else, and is told what happens in it. */
export interface Keeper {
  /** Carries a call of the emulator out. The call may change what it is handed out until it ends. */
  during: <T>(call: () => T) => T
  /** Another state has taken the place of the one before, as at a reset. */
  replaced: (state: State) => void
}

/** What an emulator offers to a keeper, besides what is public. */
export interface Kept {
  keeper: Keeper | undefined
  state: () => State
  /** Goes back to a snapshot that nobody else has, without a copy. */
  adopt: (snapshot: Snapshot) => void
}

const offers = new WeakMap<Clock, Kept>()

/** Lets a keeper find what an emulator offers, by the clock of the emulator: copies of an emulator share it. */
export function offer(clock: Clock, kept: Kept): void {
  offers.set(clock, kept)
}

/** What an emulator offers; nothing of what `createEmulator` did not make. */
export function offerOf({ clock }: { clock: Clock }): Kept | undefined {
  return offers.get(clock)
}
