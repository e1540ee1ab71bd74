import type { Context } from 'hono'
import type { Fault } from '../../core/faults.ts'
import type { RecordedRequest } from '../../core/requestLog.ts'
import type { State } from '../../state.ts'

/** The parts of an emulator that the dashboard shows. */
export interface Shown {
  state: State
  requests: readonly RecordedRequest[]
  faults: readonly Fault[]
}

/** The emulator and the state of the page. The URL contains the open rows and the search, which therefore survive a reload. */
export interface View extends Shown {
  /** The keys of the open rows, such as `request-12` and `user-user_ada`. */
  open: ReadonlySet<string>
  /** The search text in lower case; empty without a search. */
  search: string
  /** The address at which browsers reach the emulator. */
  url: string
}

/** Reads the view from the URL of a request: `?q=ada&open=request-12&open=user-user_ada`. */
export function viewOf(c: Context, shown: Shown): View {
  return {
    ...shown,
    open: new Set(c.req.queries('open')),
    search: (c.req.query('q') ?? '').trim().toLowerCase(),
    url: shown.state.url ?? new URL(c.req.url).origin,
  }
}

/** Returns the URL of a view in which the row `key` is opened, or closed when it is open. */
export function toggled({ open, search }: View, key: string): string {
  const query = new URLSearchParams(search ? { q: search } : {})
  for (const one of open) if (one !== key) query.append('open', one)
  if (!open.has(key)) query.append('open', key)
  return `/?${query}`
}

/** Whether one of the texts contains the search text. True without a search. */
export function finds({ search }: View, ...texts: (string | null | undefined)[]): boolean {
  return !search || texts.some((text) => text?.toLowerCase().includes(search))
}

/** Returns the first `most` items, then all other open items: an open row must not disappear when newer rows are added. */
export function firstOf<T>(items: Iterable<T>, most: number, openItems: readonly T[] = []): T[] {
  const taken: T[] = []
  for (const item of items) {
    if (taken.length === most) break
    taken.push(item)
  }
  return [...taken, ...openItems.filter((item) => !taken.includes(item))]
}

/** The ids of the open rows of one kind. */
export function openIds({ open }: View, kind: string): string[] {
  return [...open].flatMap((key) =>
    key.startsWith(`${kind}-`) ? [key.slice(kind.length + 1)] : [],
  )
}
