import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type MachineScope, MachineScopeSchema } from '../../schemas/machineScope.ts'

/** Params of {@link createMachineScope}. */
export interface CreateMachineScopeParams {
  /** `mch_…`, the machine with which `machineId` may communicate. */
  to_machine_id: string
}

/**
 * Allows a machine to communicate with another one.
 *
 * `POST /machines/{machine_id}/scopes` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createMachineScope(ctx, 'mch_2abc', { to_machine_id: 'mch_2def' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 * @throws {ClerkApiError} 409 when the machine already has this permission.
 * @throws {ClerkApiError} 400 or 422 when a field is refused.
 */
export async function createMachineScope(
  ctx: Context,
  machineId: string,
  params: CreateMachineScopeParams,
  options?: RequestOptions,
): Promise<MachineScope> {
  return request(ctx, MachineScopeSchema, {
    ...options,
    operation: 'createMachineScope',
    method: 'POST',
    path: path`/machines/${machineId}/scopes`,
    body: params,
  })
}
