import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type Domain, DomainSchema } from '../../schemas/domain.ts'

/**
 * Lists the domains of the instance. The list is not paged: the response contains all domains.
 *
 * `GET /domains` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listDomains(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function listDomains(ctx: Context, options?: RequestOptions): Promise<Page<Domain>> {
  return request(ctx, pageOf(DomainSchema), {
    ...options,
    operation: 'listDomains',
    method: 'GET',
    path: path`/domains`,
  })
}
