import type { AuthReason } from '../auth/reasons.ts'
import { cookieLine } from './cookieLine.ts'
import { answerOf, type Decision, signedOutFor } from './decision.ts'
import { handshakeUrl } from './handshakeUrl.ts'
import type { RequestFacts } from './readRequest.ts'
import type { Settings } from './settings.ts'

/** The number of redirects in a row after which the browser counts as being in a redirect loop. */
const MOST_REDIRECTS = 3

/** Advice when a browser is in a redirect loop. */
const ADVICE = 'check that the keys belong to one instance, and the clock of this machine'
const FRAME_ADVICE =
  'the browser refuses the cookies of a page in an iframe of another site: open the page by itself'
const SATELLITE_ADVICE =
  'check the primary domain: signInUrl must be its sign-in page, and this satellite must be among the domains of its instance'

/**
 * Decides for a handshake with `reason`, which redirects the browser to the Frontend API, or to `location`. The request is signed
 * out with `reason` when it is not a navigation, when `api` is set, and when the browser is in a redirect loop.
 */
export function handshakeOr(
  facts: RequestFacts,
  settings: Settings,
  reason: AuthReason,
  message = '',
  location?: string,
): Decision {
  const { redirects } = facts
  const obstacle = obstacleTo(facts, settings)
  if (obstacle) {
    return answerOf(signedOutFor(reason, message), [`no redirect for ${reason}: ${obstacle}`])
  }
  const target = location ?? handshakeUrl(facts, settings, reason)
  const answer = { kind: 'handshake', reason, message, location: target } as const
  // The URL of a handshake depends on the chosen set of cookies, so the trace names that set.
  return answerOf({ ...answer, redirects: redirects + 1 }, location ? [] : [cookieLine(facts)])
}

function obstacleTo(
  { isNavigation, refusesCookies, redirects }: RequestFacts,
  { api, isSatellite }: Settings,
): string | undefined {
  if (api) return 'api is set'
  if (!isNavigation) return 'not a navigation'
  if (redirects < MOST_REDIRECTS) return undefined
  const advice = refusesCookies ? FRAME_ADVICE : isSatellite ? SATELLITE_ADVICE : ADVICE
  return `redirected ${redirects} times in a row: ${advice}`
}
