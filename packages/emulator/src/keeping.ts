import type { Clock } from './core/clock.ts'
import type { Snapshot } from './snapshot.ts'
import type { State } from './state.ts'

/** Stores the data of an emulator, such as on the disk. The emulator passes its calls and each new state to the keeper. */
export interface Keeper {
  /** Runs a call of the emulator. Until the call ends, the call may change the objects that it has read. */
  during: <T>(call: () => T) => T
  /** Called when another state has replaced the previous one, as on a reset. */
  replaced: (state: State) => void
}

/** The internals of an emulator that a keeper uses. */
export interface Kept {
  keeper: Keeper | undefined
  state: () => State
  /** Restores a snapshot without copying its data. The caller must not use the snapshot afterwards. */
  adopt: (snapshot: Snapshot) => void
}

const offers = new WeakMap<Clock, Kept>()

/** Stores the internals of an emulator for a keeper. The key is the clock, since copies of an emulator share the clock. */
export function offer(clock: Clock, kept: Kept): void {
  offers.set(clock, kept)
}

/** Returns the internals of an emulator; undefined when `createEmulator` did not create the emulator. */
export function offerOf({ clock }: { clock: Clock }): Kept | undefined {
  return offers.get(clock)
}
