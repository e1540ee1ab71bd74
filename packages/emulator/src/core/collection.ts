/** An object that can be stored: it has an id and a creation time. */
export interface Stored {
  id: string
  created_at: number
}

/** A use of a stored object. `seen` means that a caller gets the object and may change it, or that `set` changes it. */
export type Touch = 'seen' | 'added' | 'removed'

/** Called with the id or the key of a stored object at each use of the object. */
export type Watcher = (id: string, touch: Touch) => void

/** An item, and the number that orders it among items with the same creation time. */
interface Entry<T> {
  item: T
  arrival: number
}

/** Thrown when an item is added under an id that is taken. */
export class IdTaken extends TypeError {
  constructor(id: string) {
    super(`id ${JSON.stringify(id)} is taken`)
  }
}

/** Stores objects, ordered by creation time. Finds them by id, and by the fields given to the constructor. */
export class Collection<T extends Stored> {
  /** Called when an item is added, removed or changed, and when it is returned to code that may change it. */
  watcher: Watcher | undefined
  readonly #byId = new Map<string, Entry<T>>()
  readonly #byField = new Map<string, Map<unknown, Set<T>>>()
  /** Sorted by creation time; items with equal times are in the order in which they were added. */
  #ordered: Entry<T>[] = []
  #arrivals = 0

  /** @param fields The fields that {@link where} searches. While an item is stored, only {@link set} may change their values. */
  constructor(...fields: (keyof T & string)[]) {
    for (const field of fields) this.#byField.set(field, new Map())
  }

  get size(): number {
    return this.#byId.size
  }

  get(id: string): T | undefined {
    const item = this.peek(id)
    if (item) this.#tell(id)
    return item
  }

  /** Returns an item without a call of the watcher. The caller must not change the item. */
  peek(id: string): T | undefined {
    return this.#byId.get(id)?.item
  }

  /** @throws {IdTaken} when the id is taken: a seed or a snapshot can contain an id twice. */
  add(item: T): T {
    if (this.#byId.has(item.id)) throw new IdTaken(item.id)
    this.watcher?.(item.id, 'added')
    const entry = { item, arrival: this.#arrivals++ }
    this.#byId.set(item.id, entry)
    this.#ordered.splice(this.#indexOf(entry), 0, entry)
    for (const [field, index] of this.#byField) enter(index, item[field as keyof T], item)
    return item
  }

  delete(id: string): T | undefined {
    const entry = this.#byId.get(id)
    if (!entry) return undefined
    this.watcher?.(id, 'removed')
    const { item } = entry
    this.#byId.delete(id)
    this.#ordered.splice(this.#indexOf(entry), 1)
    for (const [field, index] of this.#byField) leave(index, item[field as keyof T], item)
    return item
  }

  /**
   * Returns the items that have the value in the field, in the order in which they got the value. The cost depends on the number
   * of these items, not on the size of the collection.
   */
  where<F extends keyof T & string>(field: F, value: T[F]): T[] {
    const found = [...(this.#index(field).get(value) ?? [])]
    for (const { id } of found) this.#tell(id)
    return found
  }

  /** Returns the number of items that have the value in the field. The watcher is not called. */
  count<F extends keyof T & string>(field: F, value: T[F]): number {
    return this.#index(field).get(value)?.size ?? 0
  }

  /** Returns the number of items that pass a test. The test must not change the items. */
  countIf(passes: (item: T) => boolean): number {
    let count = 0
    for (const { item } of this.#ordered) if (passes(item)) count++
    return count
  }

  /** Changes a value of a field that {@link where} searches. The item keeps its place in the order of creation. */
  set<F extends keyof T & string>(item: T, field: F, value: T[F]): void {
    const index = this.#index(field)
    this.#tell(item.id)
    leave(index, item[field], item)
    item[field] = value
    enter(index, value, item)
  }

  /** Removes the items that have the value in the field, and returns the removed items. */
  deleteWhere<F extends keyof T & string>(field: F, value: T[F]): T[] {
    const found = this.where(field, value)
    for (const { id } of found) this.delete(id)
    return found
  }

  /** Returns the items with the ids, oldest first. The cost depends on the number of ids, not on the size of the collection. */
  among(ids: Iterable<string>): T[] {
    const found: Entry<T>[] = []
    for (const id of new Set(ids)) {
      const entry = this.#byId.get(id)
      if (entry) found.push(entry)
    }
    for (const { item } of found) this.#tell(item.id)
    return found.sort(compare).map(({ item }) => item)
  }

  clear(): void {
    for (const id of this.#byId.keys()) this.watcher?.(id, 'removed')
    this.#byId.clear()
    this.#ordered = []
    for (const index of this.#byField.values()) index.clear()
  }

  /** Yields the items in the order in which they were added, without calls of the watcher. The caller must not change them. */
  *inserted(): Generator<T> {
    for (const { item } of this.#byId.values()) yield item
  }

  /** Yields all items, oldest first. */
  [Symbol.iterator](): Generator<T> {
    return this.oldest()
  }

  /** Yields the items, newest first, starting after the item `after`. `passes` filters the items, and must not change them. */
  *newest(after?: string, passes: (item: T) => boolean = everyItem): Generator<T> {
    const entry = after === undefined ? undefined : this.#byId.get(after)
    const start = entry ? this.#indexOf(entry) : this.#ordered.length
    for (let i = start - 1; i >= 0; i--) {
      const { item } = this.#ordered[i] as Entry<T>
      if (!passes(item)) continue
      this.#tell(item.id)
      yield item
    }
  }

  /** Yields the items, oldest first, starting after the item `after`. `passes` filters the items, and must not change them. */
  *oldest(after?: string, passes: (item: T) => boolean = everyItem): Generator<T> {
    const entry = after === undefined ? undefined : this.#byId.get(after)
    const start = entry ? this.#indexOf(entry) + 1 : 0
    for (let i = start; i < this.#ordered.length; i++) {
      const { item } = this.#ordered[i] as Entry<T>
      if (!passes(item)) continue
      this.#tell(item.id)
      yield item
    }
  }

  #tell(id: string): void {
    this.watcher?.(id, 'seen')
  }

  #index(field: string): Map<unknown, Set<T>> {
    const index = this.#byField.get(field)
    if (!index) throw new TypeError(`The collection keeps no index of ${field}`)
    return index
  }

  /** Returns the index of an entry in `#ordered`, or the index at which the entry must be inserted. */
  #indexOf(entry: Entry<T>): number {
    let low = 0
    let high = this.#ordered.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (compare(this.#ordered[middle] as Entry<T>, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

function everyItem(): boolean {
  return true
}

function compare<T extends Stored>(a: Entry<T>, b: Entry<T>): number {
  return a.item.created_at - b.item.created_at || a.arrival - b.arrival
}

function enter<T>(index: Map<unknown, Set<T>>, value: unknown, item: T): void {
  const found = index.get(value)
  if (found) found.add(item)
  else index.set(value, new Set([item]))
}

function leave<T>(index: Map<unknown, Set<T>>, value: unknown, item: T): void {
  const found = index.get(value)
  found?.delete(item)
  if (!found?.size) index.delete(value)
}
