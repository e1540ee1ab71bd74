import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type M2mTokenList, M2mTokenListSchema } from '../../schemas/m2mTokenList.ts'

/** Params of {@link listM2mTokens}. */
export interface ListM2mTokensParams {
  /** `mch_…`, the machine that sends the tokens. */
  subject: string
  /** Whether to list revoked tokens, too. Default: `false`. */
  revoked?: boolean | undefined
  /** Whether to list expired tokens, too. Default: `false`. */
  expired?: boolean | undefined
  /** 1 to 100. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the opaque M2M tokens of a machine. JWTs are not stored, so they are never listed.
 *
 * Sends `ctx.machineSecretKey` if set, else `ctx.secretKey`. A machine can only list its own tokens. The response has
 * `m2m_tokens` in place of `data`; `paginate(listM2mTokens, ctx, params)` reads all pages.
 *
 * `GET /m2m_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { m2m_tokens } = await listM2mTokens(ctx, { subject: 'mch_2abc', limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 100 nor `Infinity`.
 * @throws {ClerkApiError} 403 when the key is that of another machine.
 * @throws {ClerkApiError} `resource_not_found` when there is no such machine.
 */
export async function listM2mTokens(
  ctx: Context,
  params: ListM2mTokensParams,
  options?: RequestOptions,
): Promise<M2mTokenList> {
  return request(ctx, M2mTokenListSchema, {
    ...options,
    operation: 'listM2mTokens',
    method: 'GET',
    path: path`/m2m_tokens`,
    key: 'machine-or-secret',
    maxLimit: 100,
    query: params,
  })
}
