import type { SessionRefresh } from 'clerklet'
import { Hono } from 'hono'
import { oneOf, readBody, required } from '../../core/params.ts'
import { acceptExpiredToken, mintSessionToken, type RefreshParams } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { directives, sessionCookies } from '../directives.ts'
import { sharedDomain } from '../sharedCookies.ts'

/** `/sessions/{session_id}/refresh` of the Backend API: returns a new session token, or new cookies for the browser. */
export function sessionRefresh(state: State): Hono {
  const app = new Hono()

  app.post('/:id/refresh', async (c) => {
    const body = await readBody<RefreshParams>(c, {
      expired_token: 'string',
      refresh_token: 'string',
      request_origin: 'string',
      request_headers: 'object?',
      format: 'string?',
      request_originating_ip: 'string?',
    })
    return c.json(await refreshSession(state, c.req.param('id'), body))
  })
  return app
}

async function refreshSession(
  state: State,
  sessionId: string,
  params: RefreshParams,
): Promise<SessionRefresh> {
  required(params, 'expired_token', 'refresh_token', 'request_origin')
  const format = oneOf('format', params.format, ['token', 'cookie'])
  const { session, azp } = await acceptExpiredToken(state, sessionId, params)
  if (format !== 'cookie') {
    return { object: 'token', jwt: await mintSessionToken(state, session, { azp }) }
  }
  const cookies = await sessionCookies(state, session, { azp })
  const { protocol, hostname } = new URL(azp)
  const keeping = { secure: protocol === 'https:', domain: sharedDomain(state, hostname) }
  return { object: 'cookies', cookies: directives(cookies, keeping) }
}
