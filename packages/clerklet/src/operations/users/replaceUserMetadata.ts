import type {
  MetadataInput,
  UserPrivateMetadata,
  UserPublicMetadata,
  UserUnsafeMetadata,
} from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link replaceUserMetadata}. */
export interface ReplaceUserMetadataParams {
  /** Read by the frontend, written by the backend. At most 8 KB. */
  public_metadata?: MetadataInput<UserPublicMetadata> | undefined
  /** Read and written by the backend. At most 8 KB. */
  private_metadata?: MetadataInput<UserPrivateMetadata> | undefined
  /** Read and written by the frontend and the backend: never trust it. At most 8 KB. */
  unsafe_metadata?: MetadataInput<UserUnsafeMetadata> | undefined
}

/**
 * Replaces each metadata field that the params contain. `{}` clears a field. Keys with the value `null` are stored. Omitted
 * fields are unchanged.
 *
 * Limited to 10 calls in 10 seconds per user.
 *
 * `PUT /users/{user_id}/metadata` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceUserMetadata(ctx, 'user_2abc', { public_metadata: { plan: 'pro' }, unsafe_metadata: {} })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_param_exceeds_allowed_size` when a field is larger than 8 KB.
 */
export async function replaceUserMetadata(
  ctx: Context,
  userId: string,
  params: ReplaceUserMetadataParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'replaceUserMetadata',
    method: 'PUT',
    path: path`/users/${userId}/metadata`,
    body: params,
  })
}
