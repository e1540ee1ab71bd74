import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Machine, MachineSchema } from '../../schemas/machine.ts'

/** Params of {@link updateMachine}. */
export interface UpdateMachineParams {
  /** 1 to 255 characters. */
  name?: string | undefined
  /** The default lifetime of the machine's M2M tokens. Seconds, 1 to 315360000. */
  default_token_ttl?: number | undefined
}

/**
 * Changes a machine. Omitted fields are unchanged.
 *
 * `PATCH /machines/{machine_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateMachine(ctx, 'mch_2abc', { default_token_ttl: 600 })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 * @throws {ClerkApiError} 400 or 422 when a field is refused.
 */
export async function updateMachine(
  ctx: Context,
  machineId: string,
  params: UpdateMachineParams,
  options?: RequestOptions,
): Promise<Machine> {
  return request(ctx, MachineSchema, {
    ...options,
    operation: 'updateMachine',
    method: 'PATCH',
    path: path`/machines/${machineId}`,
    body: params,
  })
}
