import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type MachineScope, MachineScopeSchema } from '../../schemas/machineScope.ts'

/** What {@link createMachineScope} takes. */
export interface CreateMachineScopeParams {
  /** `mch_…`. */
  to_machine_id: string
}

/**
 * Lets a machine talk to another.
 *
 * `POST /machines/{machine_id}/scopes` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createMachineScope(ctx, 'mch_2abc', { to_machine_id: 'mch_2def' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 * @throws {ClerkApiError} 409 when it may do so already.
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
