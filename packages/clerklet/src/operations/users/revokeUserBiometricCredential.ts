import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BiometricCredential,
  BiometricCredentialSchema,
} from '../../schemas/biometricCredential.ts'

/**
 * Revokes an active biometric credential of a user. The response is the revoked credential.
 *
 * `DELETE /users/{user_id}/biometric_credentials/{biometric_credential_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { revoked_at } = await revokeUserBiometricCredential(ctx, 'user_2abc', 'tdev_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user, or no such active credential.
 * @throws {ClerkApiError} 403 when the instance does not have the feature.
 */
export async function revokeUserBiometricCredential(
  ctx: Context,
  userId: string,
  biometricCredentialId: string,
  options?: RequestOptions,
): Promise<BiometricCredential> {
  return request(ctx, BiometricCredentialSchema, {
    ...options,
    operation: 'revokeUserBiometricCredential',
    method: 'DELETE',
    path: path`/users/${userId}/biometric_credentials/${biometricCredentialId}`,
  })
}
