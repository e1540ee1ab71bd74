import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type DeletedMachineScope,
  DeletedMachineScopeSchema,
} from '../../schemas/deletedMachineScope.ts'

/**
 * Removes the permission of a machine to communicate with another one.
 *
 * `DELETE /machines/{machine_id}/scopes/{other_machine_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteMachineScope(ctx, 'mch_2abc', 'mch_2def')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine, or when it does not have this permission.
 */
export async function deleteMachineScope(
  ctx: Context,
  machineId: string,
  otherMachineId: string,
  options?: RequestOptions,
): Promise<DeletedMachineScope> {
  return request(ctx, DeletedMachineScopeSchema, {
    ...options,
    operation: 'deleteMachineScope',
    method: 'DELETE',
    path: path`/machines/${machineId}/scopes/${otherMachineId}`,
  })
}
