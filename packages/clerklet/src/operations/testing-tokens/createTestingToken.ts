import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type TestingToken, TestingTokenSchema } from '../../schemas/testingToken.ts'

/**
 * Creates a token that lets automated tests pass the bot protection of sign-ins and sign-ups.
 *
 * `POST /testing_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { token } = await createTestingToken(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function createTestingToken(
  ctx: Context,
  options?: RequestOptions,
): Promise<TestingToken> {
  return request(ctx, TestingTokenSchema, {
    ...options,
    operation: 'createTestingToken',
    method: 'POST',
    path: path`/testing_tokens`,
  })
}
