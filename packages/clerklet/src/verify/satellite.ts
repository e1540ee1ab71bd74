import { handshake } from './handshake.ts'
import { accountsUrl, isDevelopmentAccounts } from './hosts.ts'
import type { Incoming } from './incoming.ts'
import { wrongSignInUrl } from './options.ts'
import { type HandshakeState, type SignedOutState, signedOut } from './state.ts'
import { parsedUrl, webUrl } from './url.ts'

/** A satellite that must ask its primary domain who is signed in, before its own cookies mean anything. */
export async function synchronise(
  incoming: Incoming,
): Promise<HandshakeState | SignedOutState | undefined> {
  const { ctx, trace } = incoming
  if (!ctx.isSatellite || !incoming.isPage) return undefined
  const synced = incoming.query('__clerk_synced')
  if (synced === 'true') return undefined
  const { session, clientUat } = await incoming.cookieSet()
  const asked = synced === 'false'
  if ((session || clientUat) && !asked) return undefined
  trace.push(`satellite ${asked ? 'asked to synchronise' : 'without cookies'}`)
  if (!asked && ctx.satelliteAutoSync !== true) {
    return signedOut(trace, 'session-token-and-uat-missing')
  }
  return handshake(incoming, 'satellite-needs-syncing', '', developmentSync(incoming))
}

/** Development instances have no cookies in common, so their satellites go by way of the primary application. */
function developmentSync({ ctx, url, production }: Incoming): string | undefined {
  if (production) return undefined
  const target = parsedUrl(ctx.signInUrl ?? '')
  if (!target) throw wrongSignInUrl('not absolute')
  target.searchParams.append('__clerk_redirect_url', url.href)
  return target.href
}

/** The primary application of a development instance answers a satellite. */
export async function answerSatellite(
  incoming: Incoming,
): Promise<HandshakeState | SignedOutState | undefined> {
  if (incoming.production || incoming.ctx.isSatellite) return undefined
  const wanted = incoming.query('__clerk_redirect_url')
  if (!wanted) return undefined
  const target = webUrl(wanted)
  if (!target) {
    incoming.trace.push('__clerk_redirect_url is not a web address: ignored')
    return undefined
  }
  const devBrowser = await incoming.devBrowser()
  if (devBrowser) target.searchParams.append('__clerk_db_jwt', devBrowser)
  target.searchParams.set('__clerk_synced', 'true')
  return handshake(incoming, 'primary-responds-to-syncing', '', target.href)
}

/** Whether a page of another origin led here, so that the session may have changed there meanwhile. */
export function arrivedFromElsewhere(incoming: Incoming): boolean {
  if (incoming.ctx.isSatellite || !incoming.isPage || incoming.redirects) return false
  const referrer = parsedUrl(incoming.header('referer'))
  return (
    referrer !== undefined &&
    referrer.origin !== incoming.url.origin &&
    !isOfClerk(incoming, referrer)
  )
}

/** Clerk's own pages: the Frontend API, the account pages, and in development those of any development instance. */
function isOfClerk({ ctx, key, frontendApi, production }: Incoming, referrer: URL): boolean {
  return (
    referrer.hostname === new URL(frontendApi).hostname ||
    (!production && isDevelopmentAccounts(referrer.hostname)) ||
    (!ctx.proxyUrl && referrer.origin === accountsUrl(key.frontendApi))
  )
}
