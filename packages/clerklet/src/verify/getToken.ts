import type { Context } from '../context.ts'
import { path } from '../path.ts'
import { callApi } from './api.ts'
import type { GetToken } from './sessionAuth.ts'

/** `getToken` of somebody who is signed in with `token`. */
export function sessionGetToken(
  ctx: Context,
  token: string,
  sessionId: string | undefined,
): GetToken {
  return async ({ template, expiresInSeconds } = {}) => {
    if (!sessionId) return null
    if (template === undefined && expiresInSeconds === undefined) return token
    const { jwt } = await callApi<{ jwt: string }>(ctx, {
      operation: 'getToken',
      path:
        template === undefined
          ? path`/sessions/${sessionId}/tokens`
          : path`/sessions/${sessionId}/tokens/${template}`,
      body: expiresInSeconds === undefined ? {} : { expires_in_seconds: expiresInSeconds },
    })
    return jwt
  }
}
