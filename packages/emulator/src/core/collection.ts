/** What can be stored: a wire object with an id and a time. */
export interface Stored {
  id: string
  created_at: number
}

/** What happens to something stored: it is handed out, and may be changed from then on; it is added; or it is removed. */
export type Touch = 'seen' | 'added' | 'removed'

/** Is told what happens to what is stored under an id or a key. */
export type Watcher = (id: string, touch: Touch) => void

/** An item and its place among those of the same time. */
interface Entry<T> {
  item: T
  arrival: number
}

/** Two items have one id. */
export class IdTaken extends TypeError {
  constructor(id: string) {
    super(`id ${JSON.stringify(id)} is taken`)
  }
}

/** Wire objects by id, in the order of their creation, and by fields that hold whose they are. */
export class Collection<T extends Stored> {
  /** Is told what happens to items, so that a change can be found wherever it is made. */
  watcher: Watcher | undefined
  readonly #byId = new Map<string, Entry<T>>()
  readonly #byField = new Map<string, Map<unknown, Set<T>>>()
  /** Sorted by time; equal times in the order of arrival. */
  #ordered: Entry<T>[] = []
  #arrivals = 0

  /** @param fields What {@link where} finds by. Their values change by {@link set} only while an item is stored. */
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

  /** An item that is only read: the watcher is not told. */
  peek(id: string): T | undefined {
    return this.#byId.get(id)?.item
  }

  /** @throws {IdTaken} when the id is taken. Only a seed can bring one that is. */
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

  /** The items with that value, in the order in which they were added. It costs what they are, not what there is. */
  where<F extends keyof T & string>(field: F, value: T[F]): T[] {
    const found = [...(this.#index(field).get(value) ?? [])]
    for (const { id } of found) this.#tell(id)
    return found
  }

  /** How many items have that value. It reads none of them. */
  count<F extends keyof T & string>(field: F, value: T[F]): number {
    return this.#index(field).get(value)?.size ?? 0
  }

  /** How many items a test lets pass. It must not change them. */
  countIf(passes: (item: T) => boolean): number {
    let count = 0
    for (const { item } of this.#ordered) if (passes(item)) count++
    return count
  }

  /** Changes a value that {@link where} finds by. The item keeps its place in the order of creation. */
  set<F extends keyof T & string>(item: T, field: F, value: T[F]): void {
    const index = this.#index(field)
    this.#tell(item.id)
    leave(index, item[field], item)
    item[field] = value
    enter(index, value, item)
  }

  /** Removes the items with that value, and tells which they were. */
  deleteWhere<F extends keyof T & string>(field: F, value: T[F]): T[] {
    const found = this.where(field, value)
    for (const { id } of found) this.delete(id)
    return found
  }

  /** The items with those ids, oldest first. It costs what they are, not what there is. */
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

  /** In the order in which they were added. They are only read: the watcher is not told. */
  *inserted(): Generator<T> {
    for (const { item } of this.#byId.values()) yield item
  }

  /** Oldest first. */
  [Symbol.iterator](): Generator<T> {
    return this.oldest()
  }

  /** Newest first, beginning after the item with that id. A test may choose among them. It must not change them. */
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

  /** Oldest first, beginning after the item with that id. A test may choose among them. It must not change them. */
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

  /** Where an entry stands, or is to stand. */
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
