import type {
  MetadataChanges,
  UserPrivateMetadata,
  UserPublicMetadata,
  UserUnsafeMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link mergeUserMetadata}. */
export interface MergeUserMetadataParams {
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataChanges<UserPublicMetadata> | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataChanges<UserPrivateMetadata> | undefined
  /** Read and written by the frontend and the backend: never trust it. At most 8 KB. */
  unsafe_metadata?: MetadataChanges<UserUnsafeMetadata> | undefined
}

/**
 * Deeply merges the params into the metadata of a user. Omitted keys are unchanged; `null` deletes a key.
 *
 * Limited to 10 calls in 10 seconds per user.
 *
 * `PATCH /users/{user_id}/metadata` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await mergeUserMetadata(ctx, 'user_2abc', { public_metadata: { plan: 'pro', trial: null } })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_param_exceeds_allowed_size` when a field would become larger than 8 KB.
 */
export async function mergeUserMetadata(
  ctx: Context,
  userId: string,
  params: MergeUserMetadataParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'mergeUserMetadata',
    method: 'PATCH',
    path: path`/users/${userId}/metadata`,
    body: params,
  })
}
