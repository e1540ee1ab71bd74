import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type M2mToken, M2mTokenSchema } from '../../schemas/m2mToken.ts'

/** Params of {@link verifyM2mToken}. */
export interface VerifyM2mTokenParams {
  /** The opaque token, `mt_…`. */
  token: string
}

/**
 * Verifies an opaque M2M token of a machine with a request to the API.
 *
 * The API may also return a revoked or expired token: check `revoked` and `expired`. `authenticateRequest` of `clerklet/verify`
 * checks both, and verifies JWTs without a request.
 *
 * Sends `ctx.machineSecretKey` if set, else `ctx.secretKey`. A machine can only verify tokens that were issued for it.
 *
 * `POST /m2m_tokens/verify` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const token = await verifyM2mToken(ctx, { token: 'mt_0123' })
 * if (token.revoked || token.expired) throw new Error('Not allowed')
 * console.log(token.subject)
 *
 * @throws {ClerkConfigError} when neither key is set.
 * @throws {ClerkApiError} 404 when there is no such token.
 */
export async function verifyM2mToken(
  ctx: Context,
  params: VerifyM2mTokenParams,
  options?: RequestOptions,
): Promise<M2mToken> {
  return request(ctx, M2mTokenSchema, {
    ...options,
    operation: 'verifyM2mToken',
    method: 'POST',
    path: path`/m2m_tokens/verify`,
    key: 'machine-or-secret',
    body: params,
  })
}
