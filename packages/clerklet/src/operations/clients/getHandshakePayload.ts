import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type HandshakePayload, HandshakePayloadSchema } from '../../schemas/handshakePayload.ts'

/** What {@link getHandshakePayload} takes. */
export interface GetHandshakePayloadParams {
  /** `__clerk_handshake_nonce` of the URL that the browser came back to. */
  nonce: string
}

/**
 * Trades the nonce of a handshake, once, for the cookies that the browser is to store.
 *
 * `authenticateRequest` of `clerklet/verify` does so on its own; this is for those who handle the cookies themselves.
 *
 * `GET /clients/handshake_payload` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Known to the official SDK only; no published specification has it.
 *
 * @example
 * const { directives } = await getHandshakePayload(ctx, { nonce })
 * for (const cookie of directives) headers.append('set-cookie', cookie)
 *
 * @throws {ClerkApiError} 400 when the nonce is unknown or was used before.
 */
export async function getHandshakePayload(
  ctx: Context,
  params: GetHandshakePayloadParams,
  options?: RequestOptions,
): Promise<HandshakePayload> {
  return request(ctx, HandshakePayloadSchema, {
    ...options,
    operation: 'getHandshakePayload',
    method: 'GET',
    path: path`/clients/handshake_payload`,
    query: params,
  })
}
