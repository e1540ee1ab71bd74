import { Collection, type Touch } from './core/collection.ts'
import { Table } from './core/table.ts'
import type { Snapshot } from './snapshot.ts'
import type { Data, State } from './state.ts'

type Name = keyof Data

/** The position of each object in the order of insertion, by id or key. The position is stored with the object. */
type Places = Map<string, number>

/** A state as records with a key and a text, one for each object, so that a changed object can be written alone. */
export interface Records {
  /** The keys of all records. */
  keys: () => Iterable<string>
  /** The text of a record; undefined when it does not exist. */
  text: (key: string) => string | undefined
  /** The keys of records whose changes no watcher reports: single values, and list items that were added or removed. */
  unwatched: () => string[]
  /** Removes the watchers from the state. */
  release: () => void
}

/** The result of reading records. */
export interface ReadRecords {
  snapshot: Snapshot
  /** The positions of objects, by the name of their collection, map or list. */
  places: Map<string, Places>
}

/** The keys of the records that are stored in addition to the members of the data. */
const OWN = ['idSeed', 'clock', 'stored'] as const

/** Returns the record key of an object. JSON escapes unpaired surrogates, which UTF-8 cannot distinguish. */
function keyOf(name: string, id: string): string {
  return `${name} ${JSON.stringify(id)}`
}

/** Splits a record key into the name of a member and an id. A single value has no id. */
function splitKey(key: string): [name: string, id: string | undefined] {
  const end = key.indexOf(' ')
  if (end < 0) return [key, undefined]
  const name = key.slice(0, end)
  return [name, `${parsed(name, key.slice(end + 1))}`]
}

/**
 * Watches a state, and calls `touch` with the record key of each object of a collection or table that is read, added or removed.
 * `unwatched` lists the records of all other changes.
 *
 * @param known The positions that were read from records. Other objects get the next positions.
 */
export function followRecords(
  state: State,
  touch: (key: string) => void,
  known: ReadRecords['places'] = new Map(),
): Records {
  const parts = new Map(state.stored.map((name) => [name, follow(state, name, touch, known)]))
  const own = new Map<string, () => unknown>([
    ['idSeed', () => state.idSeed],
    ['clock', () => ({ now: state.clock.now(), advanced: state.clock.advanced() })],
    ['stored', () => state.stored],
  ] satisfies [(typeof OWN)[number], () => unknown][])
  return {
    *keys() {
      yield* OWN
      for (const part of parts.values()) yield* part.keys()
    },
    text: (key) => {
      const value = own.get(key)
      if (value) return JSON.stringify(value())
      const [name, id] = splitKey(key)
      return parts.get(name as Name)?.text(id)
    },
    unwatched: () => [
      'idSeed',
      'stored',
      ...[...parts.values()].flatMap((part) => part.unwatched?.() ?? []),
    ],
    release: () => {
      for (const part of parts.values()) part.release?.()
    },
  }
}

/** The records of one member of the data. */
interface Part {
  keys: () => Iterable<string>
  text: (id: string | undefined) => string | undefined
  unwatched?: () => string[]
  release?: () => void
}

function follow(
  state: State,
  name: Name,
  touch: (key: string) => void,
  known: ReadRecords['places'],
): Part {
  const target: unknown = state[name]
  const places = known.get(name) ?? new Map<string, number>()
  if (target instanceof Collection || target instanceof Table) {
    return followWatched(name, target, touch, places)
  }
  if (target instanceof Map) {
    throw new TypeError(`${name} must be a Table: a map does not report its changes`)
  }
  if (Array.isArray(target)) return followList(name, () => state[name] as unknown[], places)
  return {
    keys: () => [name],
    // Read from the state each time, since another object may have replaced the value.
    text: (id) => (id === undefined ? JSON.stringify(state[name]) : undefined),
    unwatched: () => [name],
  }
}

function followWatched(
  name: Name,
  target: Collection<{ id: string; created_at: number }> | Table<unknown>,
  touch: (key: string) => void,
  places: Places,
): Part {
  let next = placeAfter(places)
  const place = (id: string) => {
    if (!places.has(id)) places.set(id, next++)
  }
  for (const one of target.inserted()) place(Array.isArray(one) ? one[0] : one.id)
  target.watcher = (id: string, what: Touch) => {
    if (what === 'added') place(id)
    if (what === 'removed') places.delete(id)
    touch(keyOf(name, id))
  }
  return {
    keys: () => keysOf(name, places),
    text: (id = '') => {
      const at = places.get(id)
      return at === undefined ? undefined : JSON.stringify([at, target.peek(id)])
    },
    release: () => {
      target.watcher = undefined
    },
  }
}

/** Creates the records of a list whose items are added and removed, but never changed. Items are compared by identity. */
function followList(name: Name, list: () => unknown[], places: Places): Part {
  let next = placeAfter(places)
  const items = new Map([...places.keys()].map((id, i) => [id, list()[i]]))
  const unwatched = () => {
    const present = new Set(list())
    const gone = [...items].flatMap(([id, item]) => (present.has(item) ? [] : [id]))
    for (const id of gone) items.delete(id)
    const known = new Set(items.values())
    const added = list().flatMap((item) => {
      if (known.has(item)) return []
      const id = `${next++}`
      items.set(id, item)
      return [id]
    })
    return [...gone, ...added].map((id) => keyOf(name, id))
  }
  unwatched()
  return {
    unwatched,
    keys: () => keysOf(name, items),
    text: (id = '') => (items.has(id) ? JSON.stringify([Number(id), items.get(id)]) : undefined),
  }
}

/** Returns the position for a new object: one more than the last position, which is the highest. */
function placeAfter(places: Places): number {
  return ([...places.values()].at(-1) ?? -1) + 1
}

function* keysOf(name: string, ids: Map<string, unknown>): Generator<string> {
  for (const id of ids.keys()) yield keyOf(name, id)
}

/**
 * Converts records to a snapshot. A stored member without records is empty. A member that was not stored keeps its default.
 * Records that this version does not know are left out.
 *
 * @throws {TypeError} when records are malformed. The message contains none of their data.
 */
export class RecordReader {
  readonly #state: State
  readonly #single = new Map<string, unknown>()
  readonly #things = new Map<string, { id: string; at: number; value: unknown }[]>()

  /** @param state Determines the type of each member. */
  constructor(state: State) {
    this.#state = state
  }

  take(key: string, text: string): void {
    const [name, id] = splitKey(key)
    if (!OWN.some((one) => one === name) && !this.#state.stored.some((one) => one === name)) return
    const value = parsed(name, text)
    if (id === undefined) {
      this.#single.set(name, value)
      return
    }
    if (!Array.isArray(value) || typeof value[0] !== 'number') throw malformed(name)
    const [at, thing] = value
    const things = this.#things.get(name) ?? []
    if (!things.length) this.#things.set(name, things)
    things.push({ id, at, value: thing })
  }

  end(): ReadRecords {
    const { idSeed, clock, stored, ...single } = Object.fromEntries(this.#single)
    const data: Snapshot['data'] = {}
    const places: ReadRecords['places'] = new Map()
    if (!Array.isArray(stored)) {
      throw new TypeError('The record of the stored names is missing or malformed')
    }
    for (const name of this.#state.stored) {
      if (!stored.includes(name)) continue
      const target: unknown = this.#state[name]
      if (!(target instanceof Collection || target instanceof Map || Array.isArray(target))) {
        data[name] = single[name]
        continue
      }
      const things = (this.#things.get(name) ?? []).sort((one, other) => one.at - other.at)
      places.set(name, new Map(things.map(({ id, at }) => [id, at])))
      data[name] = things.map(({ id, value }) => (target instanceof Map ? [id, value] : value))
    }
    // `adoptSnapshot` checks the content.
    const snapshot = { version: 1, idSeed, clock, data } as Snapshot
    return { snapshot, places }
  }
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed(name)
  }
}

function malformed(name: string): TypeError {
  return new TypeError(`A record of ${name} is malformed`)
}
