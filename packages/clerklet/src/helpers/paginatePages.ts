import type { Context } from '../core/context.ts'
import { share } from '../core/shared.ts'
import { usersFrom } from '../paging/byCursor.ts'
import { rowsFrom } from '../paging/byOffset.ts'
import {
  type ItemOf,
  idOf,
  type List,
  type ListOperation,
  type ListParams,
  limitFor,
  listOf,
  type PaginateArgs,
  type Step,
} from '../paging/list.ts'

/**
 * Iterates over a list like {@link paginate}, but yields whole pages.
 *
 * @example
 * for await (const users of paginatePages(listUsers, ctx, {}, { pageSize: 100 })) {
 *   await saveAll(users)
 * }
 *
 * @throws the errors of {@link paginate}.
 */
export async function* paginatePages<Operation extends ListOperation>(
  operation: Operation,
  ctx: Context,
  ...args: PaginateArgs<Operation>
): AsyncGenerator<ItemOf<Operation>[], void, undefined> {
  const list = listOf('paginate', operation, ctx, args)
  const { pageSize, maxItems, prefetch } = list
  let left = maxItems
  let next: Step<ItemOf<Operation>>['next'] = (limit) => firstPage(list, limit)
  let ahead: Promise<Step<ItemOf<Operation>>> | undefined
  while (next && left > 0) {
    const limit = limitFor(pageSize, left)
    // `share` limits the wait. On Workers, the promise never settles when the incoming request that began it has ended.
    const step: Step<ItemOf<Operation>> = ahead
      ? await share({ current: ahead }, loader(next, limit))
      : await next(limit)
    left -= step.items.length
    next = step.next
    ahead = prefetch && next && left > 0 ? loader(next, limitFor(pageSize, left))() : undefined
    if (step.items.length > 0) yield left < 0 ? step.items.slice(0, left) : step.items
  }
}

function loader<Item>(next: NonNullable<Step<Item>['next']>, limit: number) {
  return (): Promise<Step<Item>> => {
    const step = next(limit)
    // A page that was requested ahead may fail after the loop has ended. This handler prevents an unhandled rejection.
    step.catch(() => {})
    return step
  }
}

async function firstPage<Item>(list: List<Item>, limit: number): Promise<Step<Item>> {
  const { params } = list
  const offset = params.offset || undefined
  const page = await list.page(params.starting_after === undefined ? { offset, limit } : { limit })
  const hasCursor = page.isBare && isByCursor(params) && idOf(page.items.at(-1)) !== undefined
  return hasCursor ? usersFrom(list, page) : rowsFrom(list, page)
}

/** Whether the params of a list of users allow paging by cursor. */
function isByCursor({ starting_after, offset, order_by = 'created_at' }: ListParams): boolean {
  return starting_after !== undefined || (!offset && /^[+-]?created_at$/.test(order_by))
}
