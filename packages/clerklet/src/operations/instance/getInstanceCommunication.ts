import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type InstanceCommunication,
  InstanceCommunicationSchema,
} from '../../schemas/instanceCommunication.ts'

/**
 * Retrieves the countries that the instance sends no SMS to.
 *
 * `GET /instance/communication` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { blocked_country_codes } = await getInstanceCommunication(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function getInstanceCommunication(
  ctx: Context,
  options?: RequestOptions,
): Promise<InstanceCommunication> {
  return request(ctx, InstanceCommunicationSchema, {
    ...options,
    operation: 'getInstanceCommunication',
    method: 'GET',
    path: path`/instance/communication`,
  })
}
