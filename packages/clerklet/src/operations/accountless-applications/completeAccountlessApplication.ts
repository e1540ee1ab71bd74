import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AccountlessApplication,
  AccountlessApplicationSchema,
} from '../../schemas/accountlessApplication.ts'

/** What {@link completeAccountlessApplication} takes. */
export interface CompleteAccountlessApplicationParams {
  /**
   * Which kind of application asks.
   *
   * @experimental Known to the official SDK only.
   */
  source?: string | undefined
}

/**
 * Tells the API that the application without an owner is set up.
 *
 * `POST /accountless_applications/complete` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only in the document of 2025-03-12, and in the official SDK.
 *
 * @example
 * await completeAccountlessApplication(ctx)
 *
 * @throws {ClerkApiError} 500.
 */
export async function completeAccountlessApplication(
  ctx: Context,
  params?: CompleteAccountlessApplicationParams,
  options?: RequestOptions,
): Promise<AccountlessApplication> {
  return request(ctx, AccountlessApplicationSchema, {
    ...options,
    operation: 'completeAccountlessApplication',
    method: 'POST',
    path: path`/accountless_applications/complete`,
    query: params,
  })
}
