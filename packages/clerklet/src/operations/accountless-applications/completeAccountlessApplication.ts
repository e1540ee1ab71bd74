import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AccountlessApplication,
  AccountlessApplicationSchema,
} from '../../schemas/accountlessApplication.ts'

/** Params of {@link completeAccountlessApplication}. */
export interface CompleteAccountlessApplicationParams {
  /**
   * Where the request comes from.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  source?: string | undefined
}

/**
 * Marks the setup of an application without an owner as complete.
 *
 * `POST /accountless_applications/complete` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only in the specification of 2025-03-12, and in the official SDK.
 *
 * @example
 * await completeAccountlessApplication(ctx)
 *
 * @throws {ClerkApiError} 500 for an internal error of the API.
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
