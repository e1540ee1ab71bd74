import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type InstanceCommunication,
  InstanceCommunicationSchema,
} from '../../schemas/instanceCommunication.ts'

/** What {@link updateInstanceCommunication} takes. */
export interface UpdateInstanceCommunicationParams {
  /** All of them: ISO 3166-1, upper case, such as `FR`. At most 250, none twice. */
  blocked_country_codes?: readonly string[] | null | undefined
}

/**
 * Replaces the list of countries that the instance sends no SMS to. Countries that are not known for SMS are dropped
 * without an error, so compare with the answer.
 *
 * `PATCH /instance/communication` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstanceCommunication(ctx, { blocked_country_codes: ['FR', 'IT'] })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstanceCommunication(
  ctx: Context,
  params: UpdateInstanceCommunicationParams,
  options?: RequestOptions,
): Promise<InstanceCommunication> {
  return request(ctx, InstanceCommunicationSchema, {
    ...options,
    operation: 'updateInstanceCommunication',
    method: 'PATCH',
    path: path`/instance/communication`,
    body: params,
  })
}
