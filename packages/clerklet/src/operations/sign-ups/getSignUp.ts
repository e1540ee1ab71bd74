import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SignUp, SignUpSchema } from '../../schemas/signUp.ts'

/**
 * Retrieves an attempt to sign up.
 *
 * `GET /sign_ups/{id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { missing_fields } = await getSignUp(ctx, 'sua_2abc')
 *
 * @throws {ClerkApiError} 403 when the instance has no such sign-up.
 */
export async function getSignUp(
  ctx: Context,
  signUpId: string,
  options?: RequestOptions,
): Promise<SignUp> {
  return request(ctx, SignUpSchema, {
    ...options,
    operation: 'getSignUp',
    method: 'GET',
    path: path`/sign_ups/${signUpId}`,
  })
}
