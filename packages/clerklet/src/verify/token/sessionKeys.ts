import { ClerkConfigError } from '../../core/errors.ts'
import { withoutEndSlashes } from '../../core/slashes.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { requirePublishableKey } from '../../instance/parsePublishableKey.ts'
import { webUrl } from '../../instance/url.ts'
import type { SignatureContext } from './signature.ts'

/**
 * Checks that a key for session tokens is set, and returns the context. When `publishableKey` is the only key, returns a copy
 * with the root of the Frontend API, which publishes the keys, and with the issuers that tokens must have.
 *
 * @throws {ClerkConfigError} when no key is set. When `publishableKey` is the only key, also when it is malformed, and when
 *   `proxyUrl` is not an absolute URL. With a path, the sender of a request could choose the host that publishes the keys.
 */
export function withSessionKeys<C extends SignatureContext>(config: C): C {
  const { jwtKey, secretKey, publishableKey, proxyUrl, issuer } = config
  if (jwtKey || secretKey) return config
  if (!publishableKey) {
    throw new ClerkConfigError(
      'ctx.publishableKey, ctx.jwtKey or ctx.secretKey is missing: set one of them to that of the instance',
    )
  }
  const { domain, isSatellite } = config
  const primary = requirePublishableKey(publishableKey, {}).frontendApi
  const own = requirePublishableKey(publishableKey, { domain, isSatellite }).frontendApi
  const issuers = [`https://${primary}`, `https://${own}`]
  let frontendKeys = `https://${own}`
  if (proxyUrl) {
    frontendKeys = absoluteProxyUrl(proxyUrl)
    issuers.push(frontendKeys)
  }
  return { ...config, frontendKeys, issuer: issuer ?? [...new Set(issuers)] }
}

function absoluteProxyUrl(proxyUrl: string): string {
  const url = webUrl(proxyUrl)
  if (url) return withoutEndSlashes(url.origin + url.pathname)
  throw misconfigured(
    'proxyUrl',
    'not an absolute URL, and publishableKey is the only key',
    'an absolute URL, or set ctx.jwtKey or ctx.secretKey',
  )
}
