import type { Context } from 'hono'
import { SignJWT } from 'jose'
import { entry, Refusal } from '../core/errors.ts'
import { required } from '../core/params.ts'
import { webAddress } from '../core/webAddress.ts'
import { activateOrganization, currentSession, SESSION_CATEGORY } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { clientOfBrowser, recognise } from './browsers.ts'
import { browserCookies, directives, sessionCookies, signedOutDirectives } from './directives.ts'
import { isSatelliteHost, sharedDomain } from './sharedCookies.ts'

/** The maximum number of handshakes whose cookies are stored. A further handshake replaces the oldest one. */
const MOST_KEPT = 1000

/**
 * `GET /v1/client/handshake`: reports the browser's session to an application. Redirects the browser to the application with
 * the cookies to set, or with a nonce that the application redeems once for the cookies.
 */
export async function handshake(state: State, c: Context): Promise<Response> {
  const query = c.req.query()
  required(query, 'redirect_url')
  const target = webAddress('redirect_url', query.redirect_url ?? '')
  const asked = new URL(c.req.url)
  if (isSatelliteHost(state, asked.hostname)) {
    asked.hostname = state.instance.frontendApi
    return c.redirect(asked.href, 307)
  }
  const keeping = {
    secure: target.protocol === 'https:',
    domain: sharedDomain(state, target.hostname),
  }
  const devBrowser = recognise(state, c)
  const session = currentSession(state, clientOfBrowser(state, devBrowser))
  const lines = directives(await browserCookies(state, devBrowser), keeping)
  if (session) {
    activateOrganization(state, session, query.organization_id)
    const cookies = await sessionCookies(state, session, { azp: target.origin })
    lines.push(...directives(cookies, keeping))
  } else {
    lines.push(...(await signedOutDirectives(state, keeping)))
  }
  if (query.format === 'nonce') {
    target.searchParams.set('__clerk_handshake_nonce', keep(state, lines))
  } else {
    target.searchParams.set('__clerk_handshake', await signed(state, lines))
  }
  // Without `__clerk_synced`, a signed-out satellite would start another handshake, because its `__client_uat` is 0.
  if (query.__clerk_hs_reason === 'satellite-needs-syncing') {
    target.searchParams.set('__clerk_synced', 'true')
  }
  c.header('cache-control', 'no-store')
  return c.redirect(target.href, 307)
}

function keep({ handshakes, newId }: State, lines: string[]): string {
  const nonce = newId('nonce')
  handshakes.set(nonce, lines)
  if (handshakes.size > MOST_KEPT) handshakes.delete([...handshakes.keys()][0] ?? '')
  return nonce
}

/** Redeems a nonce for the `Set-Cookie` lines of its handshake. A nonce can be used once. */
export function redeemHandshake({ handshakes }: State, nonce: string): string[] {
  const lines = handshakes.get(nonce)
  if (!lines) {
    throw new Refusal(
      400,
      entry('bad_request', 'Bad request', 'The nonce is unknown, or was used before.'),
    )
  }
  handshakes.delete(nonce)
  return lines
}

async function signed({ instance, keys }: State, lines: string[]): Promise<string> {
  return new SignJWT({ handshake: lines })
    .setProtectedHeader({ alg: 'RS256', cat: SESSION_CATEGORY, kid: instance.id, typ: 'JWT' })
    .sign(await keys.signingKey())
}
