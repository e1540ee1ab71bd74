import { withoutParameters } from '../../instance/url.ts'
import {
  type AuthReason,
  type HandshakeState,
  handshakeState,
  type SignedOutState,
  signedOut,
} from '../auth/state.ts'
import { cookieSet, devBrowser } from './cookieSet.ts'
import {
  frontendApi,
  type Incoming,
  isNavigation,
  isProduction,
  redirects,
  urlOf,
} from './incoming.ts'
import { organizationTarget } from './organizationSync.ts'

/** Redirects after which a browser is taken to run in a circle. */
const MOST_REDIRECTS = 3

/**
 * Sends the browser to the Frontend API, which knows whether it is signed in, or elsewhere when `location` is given. Signed
 * out for the same reason when the request is no navigation, when only an API was asked for, or when the browser runs in
 * a circle.
 */
export function handshake(
  incoming: Incoming,
  reason: AuthReason,
  message = '',
  location?: string,
): HandshakeState | SignedOutState {
  const { trace } = incoming
  const count = redirects(incoming)
  const instead = (why: string) => {
    trace.push(`no redirect for ${reason}: ${why}`)
    return signedOut(trace, reason, message)
  }
  if (incoming.ctx.api) return instead('api is set')
  if (!isNavigation(incoming)) return instead('not a navigation')
  if (count >= MOST_REDIRECTS) {
    return instead(
      `redirected ${count} times in a row: check that the keys are those of one instance, and the clock of this machine`,
    )
  }
  const target = location ?? handshakeUrl(incoming, reason)
  return handshakeState(trace, reason, message, [
    ...redirectTo(target),
    ['set-cookie', `__clerk_redirect_count=${count + 1}; SameSite=Lax; HttpOnly; Max-Age=2`],
  ])
}

/** The headers of a redirect. */
export function redirectTo(location: string): [string, string][] {
  return [
    ['location', location],
    // Browsers keep a 307 otherwise.
    ['cache-control', 'no-store'],
  ]
}

/** Where a handshake begins. */
export function handshakeUrl(incoming: Incoming, reason: string): string {
  const { ctx, token } = incoming
  const url = urlOf(incoming)
  const { session, suffixed } = cookieSet(incoming)
  const parameters = new URLSearchParams({
    redirect_url: withoutParameters(url, ['__clerk_db_jwt', '__dev_session']),
    __clerk_api_version: ctx.apiVersion ?? '2026-05-12',
    suffixed_cookies: `${suffixed}`,
    __clerk_hs_reason: reason,
    format: 'nonce',
  })
  const presented = session ?? token
  if (presented) parameters.append('__session', presented)
  const browser = isProduction(incoming) ? undefined : devBrowser(incoming)
  if (browser) parameters.append('__clerk_db_jwt', browser)
  const target = organizationTarget(url.pathname, ctx.organizationSyncOptions)
  if (target) parameters.append('organization_id', target.id ?? target.slug ?? '')
  return `${frontendApi(incoming)}/v1/client/handshake?${parameters}`
}
