import { parsedUrl, webUrl } from '../../instance/url.ts'
import { accepts, isList, onlyMachine } from '../options.ts'
import { placeholderMessage } from '../token/placeholder.ts'
import { wrongSignInUrl } from './checkDomains.ts'
import { cookieLine } from './cookieLine.ts'
import { answerOf, type Decision, signedOutFor, stepOf, traced } from './decision.ts'
import { handshakeOr } from './handshakeOr.ts'
import type { HeaderFacts, RequestFacts } from './readRequest.ts'
import { isProduction, type Settings } from './settings.ts'

/**
 * Decides which credential authenticates a request.
 *
 * | credential | decision |
 * |---|---|
 * | a kind that the list `acceptsToken` lacks; no token counts as `session_token` | signed out, `token-type-mismatch` |
 * | no token, or another kind, when `acceptsToken` is one machine kind | signed out, with that machine kind as `tokenType` |
 * | a machine token that is accepted | verify it |
 * | a placeholder such as `undefined` | signed out, `token-invalid` |
 * | a token of a JWT template or a machine, which is signed with the key of session tokens | signed out, `token-type-mismatch` |
 * | any other token in the header | verify it |
 * | no token in the header | read the cookies, {@link decideBrowser} |
 */
export function decide({ headerToken, machineType }: HeaderFacts, settings: Settings): Decision {
  const { acceptsToken = 'session_token' } = settings
  const placeholder = headerToken && placeholderMessage(headerToken.token)
  const kind = placeholder ? 'a placeholder' : (machineType ?? 'token')
  const trace = [`${headerToken ? kind : 'no token'} in the header`]
  const isAccepted = accepts(acceptsToken, machineType ?? 'session_token')

  if (!isAccepted && isList(acceptsToken)) {
    return answerOf({ kind: 'unmatched', hasToken: headerToken !== undefined }, trace)
  }

  const only = onlyMachine(acceptsToken)
  if (!isAccepted && only) {
    const reason = headerToken ? 'token-type-mismatch' : 'No token in header'
    const message = placeholder ?? ''
    return answerOf({ kind: 'machineSignedOut', type: only, reason, message }, trace)
  }

  if (headerToken && machineType && isAccepted) {
    return stepOf({ kind: 'verifyMachineToken', type: machineType, session: headerToken }, trace)
  }

  if (placeholder) return answerOf(signedOutFor('token-invalid', placeholder), trace)

  if (headerToken) {
    return headerToken.isSession
      ? stepOf({ kind: 'verifyHeaderToken', session: headerToken }, trace)
      : answerOf(signedOutFor('token-type-mismatch'), trace)
  }

  return stepOf({ kind: 'readCookies' }, trace)
}

/** Decides by the cookies of a request: rows 1 to 12 of the table for cookies in `docs/authentication.md`, in their order. */
export function decideBrowser(facts: RequestFacts, settings: Settings): Decision {
  // Row 1: the browser returns from a handshake.
  return facts.handshakeNonce || facts.handshakeToken
    ? stepOf({ kind: 'resolveHandshake', facts })
    : decideCookies(facts, settings)
}

/**
 * Decides by rows 2 to 12 of the table for cookies in `docs/authentication.md`, for a request without a usable result of a
 * handshake.
 */
export function decideCookies(facts: RequestFacts, settings: Settings): Decision {
  const { session, clientUat } = facts.cookies
  const isDevelopment = !isProduction(settings)
  const trace = [cookieLine(facts)]
  const handshake = (...args: HandshakeArguments) =>
    traced(trace, handshakeOr(facts, settings, ...args))

  // Row 2: a satellite that must synchronise with its primary domain.
  if (settings.isSatellite && facts.isPage && facts.synced !== 'true') {
    const isAsked = facts.synced === 'false'
    const hasCookies = Boolean(session || clientUat)
    if (isAsked || !hasCookies) {
      trace.push(`satellite ${isAsked ? 'asked to synchronise' : 'without cookies'}`)
      return isAsked || settings.satelliteAutoSync === true
        ? handshake('satellite-needs-syncing', '', developmentSyncUrl(facts, settings))
        : answerOf(signedOutFor('session-token-and-uat-missing'), trace)
    }
  }

  // Row 3: the primary application of a development instance redirects the browser back to a satellite.
  if (isDevelopment && !settings.isSatellite && facts.satelliteUrl) {
    const location = syncedUrl(facts.satelliteUrl, facts.devBrowser)
    if (location) return handshake('primary-responds-to-syncing', '', location)
    trace.push('__clerk_redirect_url is ignored')
  }

  // Row 4: the dev browser token is in the query, and must be stored in a cookie.
  if (isDevelopment && facts.hasDevBrowserInQuery) return handshake('dev-browser-sync')

  // Row 5: the request has no dev browser token.
  if (isDevelopment && !facts.devBrowser) return handshake('dev-browser-missing')

  // Row 6: signed out.
  if (!clientUat && !session) {
    return answerOf(signedOutFor('session-token-and-uat-missing'), trace)
  }

  // Row 7: a session token, but the browser counts as signed out.
  if (!clientUat) return handshake('session-token-but-no-client-uat')

  // Row 8: the browser is signed in, but has no session token.
  if (!session) return handshake('client-uat-but-no-session-token')

  // Row 9: a token that cannot be decoded needs no code here. Row 12 verifies it, and the verification fails with a reason.

  // Row 10: a token of a template or a machine, which is signed with the key of session tokens.
  if (!session.isSession) return answerOf(signedOutFor('token-type-mismatch'), trace)

  // Row 11: a token older than the session of the browser. `iat` is unverified, but a forged value only causes a redirect.
  const iat = session.claims?.iat
  if (typeof iat === 'number' && iat < clientUat) {
    return handshake('session-token-iat-before-client-uat')
  }

  // Row 12: the token must be verified before the next decision.
  return stepOf({ kind: 'verifyCookie', session, facts }, trace)
}

type HandshakeArguments = [reason: string, message?: string, location?: string | undefined]

/** Returns the URL at which a satellite in development synchronises with the primary application. Undefined in production. */
function developmentSyncUrl(facts: RequestFacts, settings: Settings): string | undefined {
  if (isProduction(settings)) return undefined
  const target = parsedUrl(settings.signInUrl ?? '')
  if (!target) throw wrongSignInUrl('not absolute')
  target.searchParams.append('__clerk_redirect_url', facts.url.href)
  return target.href
}

/** Returns the URL of a satellite with the result of synchronising. Undefined when browsers may not be redirected to it. */
function syncedUrl(satelliteUrl: string, devBrowser: string | undefined): string | undefined {
  const target = webUrl(satelliteUrl)
  if (devBrowser) target?.searchParams.append('__clerk_db_jwt', devBrowser)
  target?.searchParams.set('__clerk_synced', 'true')
  return target?.href
}
