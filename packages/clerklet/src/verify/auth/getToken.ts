import { callApi } from '../../core/callApi.ts'
import type { Context } from '../../core/context.ts'
import { ClerkResponseError } from '../../core/errors.ts'
import { path } from '../../core/path.ts'
import { redactJson } from '../../core/redact.ts'
import type { GetToken } from './sessionAuth.ts'

/** Makes the function `getToken` of the auth object of a user who is signed in with `token`. */
export function sessionGetToken(
  ctx: Context,
  token: string,
  sessionId: string | undefined,
): GetToken {
  return async (options) => {
    const { template, expiresInSeconds } = options ?? {}
    if (!sessionId) return null
    if (template == null && expiresInSeconds == null) return token
    const call = {
      operation: 'getToken',
      path:
        template == null
          ? path`/sessions/${sessionId}/tokens`
          : path`/sessions/${sessionId}/tokens/${template}`,
      body: expiresInSeconds == null ? {} : { expires_in_seconds: expiresInSeconds },
    }
    const body = await callApi<{ jwt?: unknown }>(ctx, call)
    if (typeof body.jwt === 'string') return body.jwt
    const { operation, path: asked } = call
    const details = { operation, method: 'POST', route: asked.route }
    throw new ClerkResponseError(details, 200, redactJson(body, [ctx.secretKey]), [
      { path: 'jwt', expected: 'string', received: typeof body.jwt },
    ])
  }
}
