import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type MachineSecretKey, MachineSecretKeySchema } from '../../schemas/machineSecretKey.ts'

/**
 * Retrieves the secret key of a machine.
 *
 * `GET /machines/{machine_id}/secret_key` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { secret } = await getMachineSecretKey(ctx, 'mch_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 */
export async function getMachineSecretKey(
  ctx: Context,
  machineId: string,
  options?: RequestOptions,
): Promise<MachineSecretKey> {
  return request(ctx, MachineSecretKeySchema, {
    ...options,
    operation: 'getMachineSecretKey',
    method: 'GET',
    path: path`/machines/${machineId}/secret_key`,
  })
}
