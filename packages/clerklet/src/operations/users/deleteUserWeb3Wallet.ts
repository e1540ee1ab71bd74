import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a web3 wallet of a user.
 *
 * `DELETE /users/{user_id}/web3_wallets/{web3_wallet_identification_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteUserWeb3Wallet(ctx, 'user_2abc', 'idn_2jkl')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user or wallet.
 */
export async function deleteUserWeb3Wallet(
  ctx: Context,
  userId: string,
  web3WalletIdentificationId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteUserWeb3Wallet',
    method: 'DELETE',
    path: path`/users/${userId}/web3_wallets/${web3WalletIdentificationId}`,
  })
}
