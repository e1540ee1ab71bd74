import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Machine, MachineSchema } from '../../schemas/machine.ts'

/**
 * Retrieves a machine.
 *
 * `GET /machines/{machine_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { scoped_machines } = await getMachine(ctx, 'mch_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 */
export async function getMachine(
  ctx: Context,
  machineId: string,
  options?: RequestOptions,
): Promise<Machine> {
  return request(ctx, MachineSchema, {
    ...options,
    operation: 'getMachine',
    method: 'GET',
    path: path`/machines/${machineId}`,
  })
}
