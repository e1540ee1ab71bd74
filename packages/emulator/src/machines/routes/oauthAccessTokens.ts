import type { VerifyOAuthAccessTokenParams } from 'clerklet'
import { Hono } from 'hono'
import { type Authenticated, requireKey } from '../../core/auth.ts'
import { notFound } from '../../core/errors.ts'
import { readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { badRequest, refuseWith400 } from '../badRequest.ts'
import { readAccessToken } from '../oauthTokens.ts'

/** The routes of `/oauth_applications/access_tokens`. */
export function oauthAccessTokens(state: State): Hono<Authenticated> {
  const app = new Hono<Authenticated>()
  app.onError(refuseWith400)
  app.use(requireKey(state, 'secret'))

  app.post('/verify', async (c) => {
    const body = await readBody<VerifyOAuthAccessTokenParams>(c, {
      access_token: 'string',
      secret: 'string',
    })
    const presented = body.access_token ?? body.secret
    if (!presented) throw badRequest('access_token must be included.')
    const token = await readAccessToken(state, presented)
    if (!token) throw notFound('No access token was found.')
    return c.json(token)
  })
  return app
}
