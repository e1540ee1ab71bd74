import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SignInToken, SignInTokenSchema } from '../../schemas/signInToken.ts'

/** Params of {@link createSignInToken}. */
export interface CreateSignInTokenParams {
  /** `user_…`, the user whom the ticket signs in. */
  user_id: string
  /** `org_…`, the organization that is active after the sign-in. The user must be a member. */
  org_id?: string | null | undefined
  /** At least 1. Default: 2 592 000, which is 30 days. */
  expires_in_seconds?: number | null | undefined
}

/**
 * Creates a sign-in token: a ticket that signs a user in once, without a password.
 *
 * `POST /sign_in_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { url } = await createSignInToken(ctx, { user_id: 'user_2abc', expires_in_seconds: 600 })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createSignInToken(
  ctx: Context,
  params: CreateSignInTokenParams,
  options?: RequestOptions,
): Promise<SignInToken> {
  return request(ctx, SignInTokenSchema, {
    ...options,
    operation: 'createSignInToken',
    method: 'POST',
    path: path`/sign_in_tokens`,
    body: params,
  })
}
