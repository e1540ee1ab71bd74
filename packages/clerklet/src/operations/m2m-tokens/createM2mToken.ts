import type { MetadataInput } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type M2mTokenWithToken, M2mTokenWithTokenSchema } from '../../schemas/m2mTokenWithToken.ts'

/** Params of {@link createM2mToken}. */
export interface CreateM2mTokenParams {
  /** The format of the token. Default: `opaque`. */
  token_format?: Open<'opaque' | 'jwt'> | undefined
  /** More than 0. Default: `default_token_ttl` of the machine. */
  seconds_until_expiration?: number | null | undefined
  /** The custom claims of the token: any object. */
  claims?: MetadataInput | null | undefined
  /**
   * An existing opaque token of the machine with the same claims and scopes is returned when it is valid for at least this many
   * seconds. Must be less than the lifetime of a new token.
   */
  min_remaining_ttl_seconds?: number | undefined
}

/**
 * Creates an M2M token for the machine whose key is in `ctx.machineSecretKey`. The API accepts no other key.
 *
 * Only responses of `createM2mToken` contain the token. A JWT can be verified without a request, and cannot be revoked.
 *
 * `POST /m2m_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { token } = await createM2mToken(ctx, { token_format: 'jwt', seconds_until_expiration: 300 })
 *
 * @throws {ClerkConfigError} when `ctx.machineSecretKey` is missing.
 * @throws {ClerkApiError} 400 when a field is refused.
 * @throws {ClerkApiError} 409 when the token conflicts with another one.
 */
export async function createM2mToken(
  ctx: Context,
  params?: CreateM2mTokenParams,
  options?: RequestOptions,
): Promise<M2mTokenWithToken> {
  return request(ctx, M2mTokenWithTokenSchema, {
    ...options,
    operation: 'createM2mToken',
    method: 'POST',
    path: path`/m2m_tokens`,
    key: 'machine',
    body: params ?? {},
  })
}
