import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type InstanceCommunication,
  InstanceCommunicationSchema,
} from '../../schemas/instanceCommunication.ts'

/** Params of {@link updateInstanceCommunication}. */
export interface UpdateInstanceCommunicationParams {
  /** All countries to which no SMS is sent: ISO 3166-1, upper case, such as `FR`. At most 250, without duplicates. */
  blocked_country_codes?: readonly string[] | null | undefined
}

/**
 * Replaces the list of countries that the instance sends no SMS to. The API silently drops countries that it does not support,
 * so compare the list with the response.
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
