import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Client, ClientSchema } from '../../schemas/client.ts'

/**
 * Retrieves a client.
 *
 * `GET /clients/{client_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { sessions } = await getClient(ctx, 'client_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such client.
 */
export async function getClient(
  ctx: Context,
  clientId: string,
  options?: RequestOptions,
): Promise<Client> {
  return request(ctx, ClientSchema, {
    ...options,
    operation: 'getClient',
    method: 'GET',
    path: path`/clients/${clientId}`,
  })
}
