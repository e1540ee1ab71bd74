import type { Watcher } from './collection.ts'

/** A map with string keys that reports to a watcher when its values are set, deleted or read. */
export class Table<V> extends Map<string, V> {
  /**
   * Called when a value is set, deleted or read. A read is reported only when the value is an object, because callers cannot
   * change other values.
   */
  watcher: Watcher | undefined

  override get(key: string): V | undefined {
    const value = super.get(key)
    this.#tell(key, value)
    return value
  }

  /** Returns a value without a call of the watcher. The caller must not change the value. */
  peek(key: string): V | undefined {
    return super.get(key)
  }

  override set(key: string, value: V): this {
    this.watcher?.(key, 'added')
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    if (this.has(key)) this.watcher?.(key, 'removed')
    return super.delete(key)
  }

  override clear(): void {
    for (const key of super.keys()) this.watcher?.(key, 'removed')
    super.clear()
  }

  /** Returns the keys and values without calls of the watcher. The caller must not change the values. */
  inserted(): MapIterator<[string, V]> {
    return super.entries()
  }

  override *entries(): MapIterator<[string, V]> {
    for (const entry of super.entries()) {
      this.#tell(...entry)
      yield entry
    }
  }

  override *values(): MapIterator<V> {
    for (const [, value] of this.entries()) yield value
  }

  override [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }

  override forEach(call: (value: V, key: string, map: Map<string, V>) => void): void {
    for (const [key, value] of this.entries()) call(value, key, this)
  }

  #tell(key: string, value: V | undefined): void {
    if (typeof value === 'object' && value !== null) this.watcher?.(key, 'seen')
  }
}
