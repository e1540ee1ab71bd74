import type { ClerkConfigError } from '../../core/errors.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { checkFrontendApiOptions } from '../../instance/frontendApiUrl.ts'
import { parsedUrl } from '../../instance/url.ts'
import type { AuthenticateContext } from '../options.ts'

/**
 * Checks `domain` and `proxyUrl`, and for a satellite also `signInUrl`.
 *
 * @throws {ClerkConfigError} when an option is malformed, when a satellite has neither `domain` nor `proxyUrl`, and when the
 *   `signInUrl` of a satellite has the origin of the `Origin` header, or is missing in development.
 */
export function checkDomains(ctx: AuthenticateContext, { headers }: Request): void {
  const { isSatellite, signInUrl, proxyUrl, domain, secretKey, publishableKey = '' } = ctx
  checkFrontendApiOptions(ctx)
  if (!isSatellite) return
  if (!signInUrl && /^([sp]k_)?test_/.test(secretKey || publishableKey))
    throw wrongSignInUrl('missing')
  const origin = headers.get('origin')
  if (signInUrl && origin) {
    const url = parsedUrl(signInUrl)
    if (!url) throw wrongSignInUrl('not absolute')
    if (url.origin === origin) throw wrongSignInUrl('on the satellite')
  }
  if (!proxyUrl && !domain)
    throw misconfigured('domain or proxyUrl', 'missing', 'that of the satellite')
}

export function wrongSignInUrl(flaw: string): ClerkConfigError {
  return misconfigured('signInUrl', flaw, 'that of the primary domain')
}
