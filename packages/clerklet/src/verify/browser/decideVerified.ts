import { accountsUrl } from '../../instance/accountsUrl.ts'
import { frontendApiUrl } from '../../instance/frontendApiUrl.ts'
import { isDevelopmentAccounts } from '../../instance/hosts.ts'
import { parsedUrl } from '../../instance/url.ts'
import { sessionProperties } from '../sessionProperties.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import { type Answer, answerOf, type Decision, traced } from './decision.ts'
import { handshakeOr } from './handshakeOr.ts'
import { isOtherOrganization, organizationTarget } from './organizationSync.ts'
import type { RequestFacts } from './readRequest.ts'
import { isProduction, type Settings } from './settings.ts'

/** Decides by rows 13 to 16 of the table for cookies in `docs/authentication.md`. The session token of the request is valid. */
export function decideVerified(
  facts: RequestFacts,
  settings: Settings,
  token: string,
  claims: SessionClaims,
): Decision {
  const signedIn: Answer = { kind: 'signedIn', token, claims, headers: [] }

  // Row 13: a token without `azp` adds a line to the trace.
  const trace = claims.azp ? [] : ['the token has no azp']

  // Row 14: the browser comes from another origin, where its session may have changed.
  if (isFromOtherOrigin(facts, settings)) {
    return traced(trace, handshakeOr(facts, settings, 'primary-domain-cross-origin-sync'))
  }

  // Row 15: the path requires another organization. When no handshake is possible, the active organization stays.
  if (needsOtherOrganization(facts, settings, claims)) {
    const handshake = traced(trace, handshakeOr(facts, settings, 'active-organization-mismatch'))
    const isPossible = 'answer' in handshake && handshake.answer.kind === 'handshake'
    return isPossible ? handshake : answerOf(signedIn, handshake.trace)
  }

  // Row 16: signed in.
  return answerOf(signedIn, trace)
}

/**
 * Whether the browser came from another origin, except Clerk's own pages, to a page of the primary domain. False when the
 * browser has just been redirected for a handshake.
 */
function isFromOtherOrigin(facts: RequestFacts, settings: Settings): boolean {
  if (settings.isSatellite || !facts.isPage || facts.redirects || !facts.referrer) return false
  const referrer = parsedUrl(facts.referrer)
  return (
    referrer !== undefined &&
    referrer.origin !== facts.url.origin &&
    !isOfClerk(referrer, facts, settings)
  )
}

/**
 * Whether a page is Clerk's own: on the Frontend API, or in the Account Portal of the instance unless `proxyUrl` is set. In
 * development, the Account Portals of all development instances are Clerk's own.
 */
function isOfClerk({ hostname, origin }: URL, { url }: RequestFacts, settings: Settings): boolean {
  return (
    hostname === new URL(frontendApiUrl(settings, url)).hostname ||
    (!isProduction(settings) && isDevelopmentAccounts(hostname)) ||
    (!settings.proxyUrl && origin === parsedUrl(accountsUrl(settings.instance.frontendApi))?.origin)
  )
}

function needsOtherOrganization(
  { url }: RequestFacts,
  { organizationSyncOptions }: Settings,
  claims: SessionClaims,
): boolean {
  if (claims.sts === 'pending' || !claims.sub) return false
  const target = organizationTarget(url.pathname, organizationSyncOptions)
  return target !== undefined && isOtherOrganization(target, sessionProperties(claims))
}
