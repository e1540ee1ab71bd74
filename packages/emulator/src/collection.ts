/** What can be stored: a wire object with an id and a time. */
export interface Stored {
  id: string
  created_at: number
}

/** Wire objects by id, and in the order of their creation. */
export class Collection<T extends Stored> {
  readonly #byId = new Map<string, T>()
  /** Sorted by time; equal times in the order of arrival. */
  #ordered: T[] = []

  get size(): number {
    return this.#byId.size
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)
  }

  add(item: T): T {
    this.#byId.set(item.id, item)
    this.#ordered.splice(this.#after(item.created_at), 0, item)
    return item
  }

  delete(id: string): T | undefined {
    const item = this.#byId.get(id)
    if (item) {
      this.#byId.delete(id)
      this.#ordered.splice(this.#ordered.indexOf(item, this.#from(item.created_at)), 1)
    }
    return item
  }

  clear(): void {
    this.#byId.clear()
    this.#ordered = []
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
