import { frontendApiUrl } from '../../instance/frontendApiUrl.ts'
import { withoutParameters } from '../../instance/url.ts'
import { now } from '../token/now.ts'
import { organizationTarget } from './organizationSync.ts'
import type { RequestFacts } from './readRequest.ts'
import { withCountInUrl } from './redirectCount.ts'
import { isProduction, type Settings } from './settings.ts'

/** Makes the URL of the Frontend API to which the browser is redirected for a handshake. */
export function handshakeUrl(facts: RequestFacts, settings: Settings, reason: string): string {
  const { url, cookies, headerToken, devBrowser, isFrame, redirects } = facts
  const back = isFrame ? withCountInUrl(url, redirects + 1, now(settings)) : url
  const parameters = new URLSearchParams({
    redirect_url: withoutParameters(back, ['__clerk_db_jwt', '__dev_session']),
    __clerk_api_version: settings.apiVersion ?? '2026-05-12',
    suffixed_cookies: `${cookies.suffixed}`,
    __clerk_hs_reason: reason,
    // Resolving a nonce needs the secret key. Without `format`, the Frontend API returns the result in a token.
    ...(settings.secretKey && { format: 'nonce' }),
  })
  const presented = cookies.session ?? headerToken
  if (presented) parameters.append('__session', presented.token)
  if (devBrowser && !isProduction(settings)) parameters.append('__clerk_db_jwt', devBrowser)
  const target = organizationTarget(url.pathname, settings.organizationSyncOptions)
  if (target) parameters.append('organization_id', target.id ?? target.slug ?? '')
  return `${frontendApiUrl(settings, url)}/v1/client/handshake?${parameters}`
}
