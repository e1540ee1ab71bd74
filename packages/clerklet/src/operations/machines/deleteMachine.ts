import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedMachine, DeletedMachineSchema } from '../../schemas/deletedMachine.ts'

/**
 * Deletes a machine for good.
 *
 * `DELETE /machines/{machine_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteMachine(ctx, 'mch_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 */
export async function deleteMachine(
  ctx: Context,
  machineId: string,
  options?: RequestOptions,
): Promise<DeletedMachine> {
  return request(ctx, DeletedMachineSchema, {
    ...options,
    operation: 'deleteMachine',
    method: 'DELETE',
    path: path`/machines/${machineId}`,
  })
}
