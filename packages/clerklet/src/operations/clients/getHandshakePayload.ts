import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type HandshakePayload, HandshakePayloadSchema } from '../../schemas/handshakePayload.ts'

/** Params of {@link getHandshakePayload}. */
export interface GetHandshakePayloadParams {
  /** The value of `__clerk_handshake_nonce` in the URL to which the browser returned. */
  nonce: string
}

/**
 * Exchanges the nonce of a handshake for the cookies that the browser must store. A nonce works only once.
 *
 * `authenticateRequest` of `clerklet/verify` exchanges nonces itself. Use `getHandshakePayload` only when you handle the
 * cookies yourself.
 *
 * `GET /clients/handshake_payload` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only the official SDK has this operation; no published specification has it.
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
