import { accountsUrl } from '../../instance/accountsUrl.ts'
import { isDevelopmentAccounts } from '../../instance/hosts.ts'
import { parsedUrl, webUrl } from '../../instance/url.ts'
import { type HandshakeState, type SignedOutState, signedOut } from '../auth/state.ts'
import { wrongSignInUrl } from '../options.ts'
import { cookieSet, devBrowser } from './cookieSet.ts'
import { handshake } from './handshake.ts'
import {
  frontendApi,
  headerOf,
  type Incoming,
  instanceKey,
  isPage,
  isProduction,
  queryOf,
  redirects,
  urlOf,
} from './incoming.ts'

/** What a satellite asks of its primary domain, or that answers a satellite, before cookies are looked at. */
export function settleWithSatellite(
  incoming: Incoming,
): HandshakeState | SignedOutState | undefined {
  if (incoming.ctx.isSatellite) return synchronise(incoming)
  return isProduction(incoming) ? undefined : answerSatellite(incoming)
}

/** A satellite that must ask its primary domain who is signed in. */
function synchronise(incoming: Incoming): HandshakeState | SignedOutState | undefined {
  const { ctx, trace } = incoming
  if (!isPage(incoming)) return undefined
  const synced = queryOf(incoming, '__clerk_synced')
  if (synced === 'true') return undefined
  const { session, clientUat } = cookieSet(incoming)
  const asked = synced === 'false'
  if ((session || clientUat) && !asked) return undefined
  trace.push(`satellite ${asked ? 'asked to synchronise' : 'without cookies'}`)
  if (!asked && ctx.satelliteAutoSync !== true) {
    return signedOut(trace, 'session-token-and-uat-missing')
  }
  return handshake(incoming, 'satellite-needs-syncing', '', developmentSync(incoming))
}

/** Development instances have no cookies in common, so their satellites go by way of the primary application. */
function developmentSync(incoming: Incoming): string | undefined {
  if (isProduction(incoming)) return undefined
  const target = parsedUrl(incoming.ctx.signInUrl ?? '')
  if (!target) throw wrongSignInUrl('not absolute')
  target.searchParams.append('__clerk_redirect_url', urlOf(incoming).href)
  return target.href
}

/** The primary application of a development instance answers a satellite. */
function answerSatellite(incoming: Incoming): HandshakeState | SignedOutState | undefined {
  const wanted = queryOf(incoming, '__clerk_redirect_url')
  if (!wanted) return undefined
  const target = webUrl(wanted)
  if (!target) {
    incoming.trace.push('__clerk_redirect_url is ignored')
    return undefined
  }
  const browser = devBrowser(incoming)
  if (browser) target.searchParams.append('__clerk_db_jwt', browser)
  target.searchParams.set('__clerk_synced', 'true')
  return handshake(incoming, 'primary-responds-to-syncing', '', target.href)
}

/** Whether a page of another origin led here, so that the session may have changed there meanwhile. */
export function arrivedFromElsewhere(incoming: Incoming): boolean {
  if (incoming.ctx.isSatellite || !isPage(incoming) || redirects(incoming)) return false
  const referrer = parsedUrl(headerOf(incoming, 'referer'))
  return (
    referrer !== undefined &&
    referrer.origin !== urlOf(incoming).origin &&
    !isOfClerk(incoming, referrer)
  )
}

/** Clerk's own pages: the Frontend API, the account pages, and in development those of any development instance. */
function isOfClerk(incoming: Incoming, { hostname, origin }: URL): boolean {
  return (
    hostname === new URL(frontendApi(incoming)).hostname ||
    (!isProduction(incoming) && isDevelopmentAccounts(hostname)) ||
    (!incoming.ctx.proxyUrl &&
      origin === parsedUrl(accountsUrl(instanceKey(incoming).frontendApi))?.origin)
  )
}
