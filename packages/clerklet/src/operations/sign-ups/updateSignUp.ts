import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SignUp, SignUpSchema } from '../../schemas/signUp.ts'

/** Params of {@link updateSignUp}. */
export interface UpdateSignUpParams {
  /** The id of the user in your own system. It is set on the user when the sign-up is completed. */
  external_id?: string | null | undefined
  /** Whether the custom action of your application is done. An instance may require it before a sign-up is complete. */
  custom_action?: boolean | null | undefined
}

/**
 * Changes an attempt to sign up. Omitted fields are unchanged.
 *
 * `PATCH /sign_ups/{id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateSignUp(ctx, 'sua_2abc', { external_id: 'customer-42' })
 *
 * @throws {ClerkApiError} 403 when the instance has no such sign-up.
 * @throws {ClerkApiError} `sign_up_cannot_be_updated` when the sign-up is complete or abandoned.
 */
export async function updateSignUp(
  ctx: Context,
  signUpId: string,
  params: UpdateSignUpParams,
  options?: RequestOptions,
): Promise<SignUp> {
  return request(ctx, SignUpSchema, {
    ...options,
    operation: 'updateSignUp',
    method: 'PATCH',
    path: path`/sign_ups/${signUpId}`,
    body: params,
  })
}
