import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type M2mToken, M2mTokenSchema } from '../../schemas/m2mToken.ts'

/** Params of {@link revokeM2mToken}. */
export interface RevokeM2mTokenParams {
  /** The reason, stored in `revocation_reason` of the token. */
  revocation_reason?: string | null | undefined
}

/**
 * Revokes an opaque M2M token. JWTs stay valid until they expire.
 *
 * Sends `ctx.machineSecretKey` if set, else `ctx.secretKey`. A machine can only revoke its own tokens.
 *
 * `POST /m2m_tokens/{m2m_token_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeM2mToken(ctx, 'mt_0123', { revocation_reason: 'Leaked' })
 *
 * @throws {ClerkConfigError} when neither key is set.
 * @throws {ClerkApiError} `resource_not_found` when there is no such token.
 */
export async function revokeM2mToken(
  ctx: Context,
  m2mTokenId: string,
  params?: RevokeM2mTokenParams,
  options?: RequestOptions,
): Promise<M2mToken> {
  return request(ctx, M2mTokenSchema, {
    ...options,
    operation: 'revokeM2mToken',
    method: 'POST',
    path: path`/m2m_tokens/${m2mTokenId}/revoke`,
    key: 'machine-or-secret',
    body: params ?? {},
  })
}
