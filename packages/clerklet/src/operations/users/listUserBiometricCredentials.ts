import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type BiometricCredential,
  BiometricCredentialSchema,
} from '../../schemas/biometricCredential.ts'

/**
 * Lists the active biometric credentials of a user. The list is not paged: the response contains all credentials.
 *
 * `GET /users/{user_id}/biometric_credentials` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listUserBiometricCredentials(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} 403 when the instance does not have the feature.
 */
export async function listUserBiometricCredentials(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<Page<BiometricCredential>> {
  return request(ctx, pageOf(BiometricCredentialSchema), {
    ...options,
    operation: 'listUserBiometricCredentials',
    method: 'GET',
    path: path`/users/${userId}/biometric_credentials`,
  })
}
