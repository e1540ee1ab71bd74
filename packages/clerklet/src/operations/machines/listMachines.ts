import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Machine, MachineSchema } from '../../schemas/machine.ts'

/** Params of {@link listMachines}. */
export interface ListMachinesParams {
  /** Part of a name, or a whole id. */
  query?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<MachineOrder | `${'+' | '-'}${MachineOrder}`> | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

type MachineOrder = 'name' | 'created_at'

/**
 * Lists the machines of the instance, the newest first by default.
 *
 * To read all pages use `paginate(listMachines, ctx)`.
 *
 * `GET /machines` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listMachines(ctx, { query: 'billing', order_by: 'name' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} 400 or 422 when a field is refused.
 */
export async function listMachines(
  ctx: Context,
  params?: ListMachinesParams,
  options?: RequestOptions,
): Promise<Page<Machine>> {
  return request(ctx, pageOf(MachineSchema), {
    ...options,
    operation: 'listMachines',
    method: 'GET',
    path: path`/machines`,
    query: params,
  })
}
