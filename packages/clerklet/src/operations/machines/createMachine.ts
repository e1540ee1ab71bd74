import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type MachineWithSecretKey,
  MachineWithSecretKeySchema,
} from '../../schemas/machineWithSecretKey.ts'

/** Params of {@link createMachine}. */
export interface CreateMachineParams {
  /** 1 to 255 characters. */
  name: string
  /** `mch_…`, the machines with which this machine may communicate. At most 150. */
  scoped_machines?: readonly string[] | undefined
  /** The default lifetime of the machine's M2M tokens. Seconds, 1 to 315360000. Default: 3600. */
  default_token_ttl?: number | undefined
}

/**
 * Creates a machine. The response contains its secret key, which {@link getMachineSecretKey} also returns.
 *
 * `POST /machines` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { id, secret_key } = await createMachine(ctx, {
 *   name: 'billing-worker',
 *   scoped_machines: ['mch_2abc'],
 * })
 *
 * @throws {ClerkApiError} 400 or 422 when a field is refused.
 */
export async function createMachine(
  ctx: Context,
  params: CreateMachineParams,
  options?: RequestOptions,
): Promise<MachineWithSecretKey> {
  return request(ctx, MachineWithSecretKeySchema, {
    ...options,
    operation: 'createMachine',
    method: 'POST',
    path: path`/machines`,
    body: params,
  })
}
