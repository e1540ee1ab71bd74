export { type Clock, duration } from './clock.ts'
export {
  createEmulator,
  type Emulator,
  type EmulatorContext,
  type EmulatorOptions,
  type MintTokenOptions,
  type RecordedRequest,
  type SignedIn,
} from './emulator.ts'
export type { Fault } from './faults.ts'
export type { Seed } from './seed.ts'
export type { Instance, Session } from './state.ts'
export type { UserSeed } from './users.ts'
