import type { Context } from 'hono'
import type { Fault } from '../../core/faults.ts'
import type { RecordedRequest } from '../../core/requestLog.ts'
import type { State } from '../../state.ts'

/** What the dashboard shows of an emulator. */
export interface Shown {
  state: State
  requests: readonly RecordedRequest[]
  faults: readonly Fault[]
}

/** What is shown, and what the address of the page says of it: a page that is loaded again looks the same. */
export interface View extends Shown {
  /** The keys of what is open, such as `request-12` and `user-user_ada`. */
  open: ReadonlySet<string>
  /** What is searched for, in small letters; empty without a search. */
  search: string
  /** Where browsers reach the emulator. */
  url: string
}

/** The view that a request asks for: `?q=ada&open=request-12&open=user-user_ada`. */
export function viewOf(c: Context, shown: Shown): View {
  return {
    ...shown,
    open: new Set(c.req.queries('open')),
    search: (c.req.query('q') ?? '').trim().toLowerCase(),
    url: shown.state.url ?? new URL(c.req.url).origin,
  }
}

/** The address of the same view with one more or one less open. */
export function toggled({ open, search }: View, key: string): string {
  const query = new URLSearchParams(search ? { q: search } : {})
  for (const one of open) if (one !== key) query.append('open', one)
  if (!open.has(key)) query.append('open', key)
  return `/?${query}`
}

/** Whether what is searched for is in one of these texts. */
export function finds({ search }: View, ...texts: (string | null | undefined)[]): boolean {
  return !search || texts.some((text) => text?.toLowerCase().includes(search))
}

/**
 * The first items, no more than that many, and those that are open besides: what somebody reads does not go because there is
 * something newer.
 */
export function firstOf<T>(items: Iterable<T>, most: number, openItems: readonly T[] = []): T[] {
  const taken: T[] = []
  for (const item of items) {
    if (taken.length === most) break
    taken.push(item)
  }
  return [...taken, ...openItems.filter((item) => !taken.includes(item))]
}

/** The ids of what is open of one kind. */
export function openIds({ open }: View, kind: string): string[] {
  return [...open].flatMap((key) =>
    key.startsWith(`${kind}-`) ? [key.slice(kind.length + 1)] : [],
  )
}
