import { type Clock, setClock } from './core/clock.ts'
import { Collection, type Stored } from './core/collection.ts'
import type { Identity } from './core/instance.ts'
import { changeSettings, type SettingsSeed } from './core/settings.ts'
import { Table } from './core/table.ts'
import { countSeats } from './organizations/index.ts'
import { plantDefaults } from './seed.ts'
import { createState, type Data, type State } from './state.ts'

/** All data that an emulator stored at one moment, as JSON. */
export interface Snapshot {
  /** The version of this format. */
  version: 1
  /** The seed from which ids are made. */
  idSeed: string
  /** The time of the clock in epoch milliseconds, and the milliseconds by which the clock had been advanced. */
  clock: { now: number; advanced: number }
  data: Record<string, unknown>
}

/** Takes a snapshot of a state. The snapshot shares no objects with the state. */
export function takeSnapshot(state: State): Snapshot {
  const data: Record<string, unknown> = {}
  for (const name of state.stored) data[name] = structuredClone(toJson(state[name]))
  const { clock, idSeed } = state
  return {
    version: 1,
    idSeed,
    clock: { now: clock.now(), advanced: clock.advanced() },
    data,
  }
}

/**
 * Creates a state from a snapshot. A fixed clock is set to the time of the snapshot. A running clock is set to the real time
 * plus the milliseconds by which the clock of the snapshot had been advanced.
 *
 * @throws {TypeError} when `snapshot` is not a snapshot, or is damaged.
 */
export function restoreSnapshot(clock: Clock, identity: Identity, snapshot: Snapshot): State {
  return adoptSnapshot(clock, identity, { ...snapshot, data: structuredClone(snapshot?.data) })
}

/** Creates a state from a snapshot without copying its data. The caller must not use the snapshot afterwards. */
export function adoptSnapshot(clock: Clock, identity: Identity, snapshot: Snapshot): State {
  const { version, data, idSeed, clock: time } = snapshot
  const hasTime = Number.isFinite(time?.now) && Number.isFinite(time?.advanced)
  if (version !== 1 || !isRecord(data) || typeof idSeed !== 'string' || !hasTime) {
    throw new TypeError(
      'This is not a snapshot of an emulator: version, idSeed, clock or data is missing or malformed',
    )
  }
  const state = createState(clock, identity, idSeed, countSeats)
  plantDefaults(state)
  for (const name of state.stored) if (name in data) fill(state, name, data[name])
  setClock(clock, time)
  return state
}

function toJson(value: unknown): unknown {
  if (value instanceof Collection) return [...value.inserted()]
  return value instanceof Table ? [...value.inserted()] : value
}

function fill(state: State, name: keyof Data, value: unknown): void {
  const target: unknown = state[name]
  if (target instanceof Collection) {
    if (!isListOf(value, isStored)) throw damaged(name)
    target.clear()
    for (const item of value) target.add(item)
  } else if (target instanceof Table) {
    if (!isListOf(value, isEntry)) throw damaged(name)
    target.clear()
    for (const [key, each] of value) target.set(key, each)
  } else {
    // The target is a plain object or a list here, neither a collection nor a map.
    const fits = Array.isArray(target) ? Array.isArray(value) : isRecord(value)
    if (!fits || (name === 'settings' && !hasGroups(state.settings, value))) throw damaged(name)
    // Settings that a snapshot of an older version lacks keep their defaults. The cast is safe: the stored settings were valid.
    if (name === 'settings') changeSettings(state.settings, value as SettingsSeed)
    else Object.assign(state, { [name]: value })
  }
}

/** Whether each group of settings in a snapshot, such as `organizations`, is an object. */
function hasGroups(settings: object, stored: unknown): boolean {
  if (!isRecord(stored)) return false
  const groups = Object.entries(settings).filter(
    ([name, value]) => name in stored && isRecord(value),
  )
  return groups.every(([name]) => isRecord(stored[name]))
}

function damaged(name: string): TypeError {
  return new TypeError(`The snapshot is damaged: data.${name} has the wrong form`)
}

function isListOf<T>(value: unknown, isOne: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isOne)
}

function isStored(item: unknown): item is Stored {
  return isRecord(item) && typeof item.id === 'string' && typeof item.created_at === 'number'
}

function isEntry(item: unknown): item is [string, unknown] {
  return Array.isArray(item) && item.length === 2 && typeof item[0] === 'string'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
