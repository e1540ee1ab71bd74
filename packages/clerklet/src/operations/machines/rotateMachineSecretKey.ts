import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type MachineSecretKey, MachineSecretKeySchema } from '../../schemas/machineSecretKey.ts'

/** Params of {@link rotateMachineSecretKey}. */
export interface RotateMachineSecretKeyParams {
  /** The seconds for which the old key stays valid, 0 to 28800. `0` disables the old key at once. */
  previous_token_ttl: number
}

/**
 * Creates a new secret key for a machine. The old key stays valid for `previous_token_ttl` seconds.
 *
 * `POST /machines/{machine_id}/secret_key/rotate` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { secret } = await rotateMachineSecretKey(ctx, 'mch_2abc', { previous_token_ttl: 3600 })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 * @throws {ClerkApiError} 400 or 422 when a field is refused.
 */
export async function rotateMachineSecretKey(
  ctx: Context,
  machineId: string,
  params: RotateMachineSecretKeyParams,
  options?: RequestOptions,
): Promise<MachineSecretKey> {
  return request(ctx, MachineSecretKeySchema, {
    ...options,
    operation: 'rotateMachineSecretKey',
    method: 'POST',
    path: path`/machines/${machineId}/secret_key/rotate`,
    body: params,
  })
}
