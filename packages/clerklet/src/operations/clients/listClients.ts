import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type Client, ClientSchema } from '../../schemas/client.ts'

/** Params of {@link listClients}. */
export interface ListClientsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the clients of the instance, the newest first.
 *
 * `GET /clients` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated The API will remove this operation, and names no successor.
 *
 * @example
 * const { data } = await listClients(ctx)
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} 410 `operation_deprecated`, which the API may return at any time.
 */
export async function listClients(
  ctx: Context,
  params?: ListClientsParams,
  options?: RequestOptions,
): Promise<Page<Client>> {
  return request(ctx, pageOf(ClientSchema), {
    ...options,
    operation: 'listClients',
    method: 'GET',
    path: path`/clients`,
    query: { ...params, paginated: true },
  })
}
