/** What can be stored: a wire object with an id and a time. */
export interface Stored {
  id: string
  created_at: number
}

/** Wire objects by id, in the order of their creation, and by fields that hold whose they are. */
export class Collection<T extends Stored> {
  readonly #byId = new Map<string, T>()
  readonly #byField = new Map<string, Map<unknown, Set<T>>>()
  /** Sorted by time; equal times in the order of arrival. */
  #ordered: T[] = []

  /** @param fields What {@link where} finds by. Their values change by {@link set} only while an item is stored. */
  constructor(...fields: (keyof T & string)[]) {
    for (const field of fields) this.#byField.set(field, new Map())
  }

  get size(): number {
    return this.#byId.size
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)
  }

  add(item: T): T {
    this.#byId.set(item.id, item)
    this.#ordered.splice(this.#after(item.created_at), 0, item)
    for (const [field, index] of this.#byField) enter(index, item[field as keyof T], item)
    return item
  }

  delete(id: string): T | undefined {
    const item = this.#byId.get(id)
    if (item) {
      this.#byId.delete(id)
      this.#ordered.splice(this.#ordered.indexOf(item, this.#from(item.created_at)), 1)
      for (const [field, index] of this.#byField) leave(index, item[field as keyof T], item)
    }
    return item
  }

  /** The items with that value, in the order in which they were added. It costs what they are, not what there is. */
  where<F extends keyof T & string>(field: F, value: T[F]): T[] {
    return [...(this.#index(field).get(value) ?? [])]
  }

  /** How many items have that value. It reads none of them. */
  count<F extends keyof T & string>(field: F, value: T[F]): number {
    return this.#index(field).get(value)?.size ?? 0
  }

  /** Changes a value that {@link where} finds by. The item keeps its place in the order of creation. */
  set<F extends keyof T & string>(item: T, field: F, value: T[F]): void {
    const index = this.#index(field)
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

  clear(): void {
    this.#byId.clear()
    this.#ordered = []
    for (const index of this.#byField.values()) index.clear()
  }

  /** In the order in which they were added. */
  inserted(): Iterable<T> {
    return this.#byId.values()
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<T> {
    yield* this.#ordered
  }

  /** Newest first, beginning after the item with that id. */
  *newest(after?: string): Generator<T> {
    for (let i = this.#start(after, -1); i >= 0; i--) yield this.#ordered[i] as T
  }

  /** Oldest first, beginning after the item with that id. */
  *oldest(after?: string): Generator<T> {
    for (let i = this.#start(after, 1); i < this.#ordered.length; i++) yield this.#ordered[i] as T
  }

  #index(field: string): Map<unknown, Set<T>> {
    const index = this.#byField.get(field)
    if (!index) throw new TypeError(`The collection keeps no index of ${field}`)
    return index
  }

  #start(after: string | undefined, step: 1 | -1): number {
    const item = after === undefined ? undefined : this.#byId.get(after)
    if (!item) return step > 0 ? 0 : this.#ordered.length - 1
    return this.#ordered.indexOf(item, this.#from(item.created_at)) + step
  }

  /** The index of the first item that is not older. */
  #from(time: number): number {
    return this.#search((item) => item.created_at >= time)
  }

  /** The index behind the last item that is not younger. */
  #after(time: number): number {
    return this.#search((item) => item.created_at > time)
  }

  #search(found: (item: T) => boolean): number {
    let low = 0
    let high = this.#ordered.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (found(this.#ordered[middle] as T)) high = middle
      else low = middle + 1
    }
    return low
  }
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
