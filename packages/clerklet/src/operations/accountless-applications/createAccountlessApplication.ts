import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AccountlessApplication,
  AccountlessApplicationSchema,
} from '../../schemas/accountlessApplication.ts'

/** Params of {@link createAccountlessApplication}. */
export interface CreateAccountlessApplicationParams {
  /**
   * Where the request comes from.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  source?: string | undefined
}

/**
 * Creates an application without an owner, to try Clerk with. No key is sent.
 *
 * `POST /accountless_applications` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only in the specification of 2025-03-12, and in the official SDK.
 *
 * @example
 * const { publishable_key, claim_url } = await createAccountlessApplication({})
 *
 * @throws {ClerkApiError} 500 for an internal error of the API.
 */
export async function createAccountlessApplication(
  ctx: Context,
  params?: CreateAccountlessApplicationParams,
  options?: RequestOptions,
): Promise<AccountlessApplication> {
  return request(ctx, AccountlessApplicationSchema, {
    ...options,
    operation: 'createAccountlessApplication',
    method: 'POST',
    path: path`/accountless_applications`,
    query: params,
    key: 'none',
  })
}
