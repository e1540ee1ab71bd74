import { withoutEndSlashes } from '../core/slashes.ts'
import { misconfigured } from './configuration.ts'
import type { FrontendApiOptions, PublishableKey } from './parsePublishableKey.ts'
import { webUrl } from './url.ts'

/** The settings that determine the URL of the Frontend API. */
export interface FrontendApiPlace {
  readonly proxyUrl?: string | undefined
  /** The parsed publishable key. Its `frontendApi` is a host, even when `proxyUrl` is set. */
  readonly instance: PublishableKey
}

/**
 * The root of the Frontend API, without a slash at the end.
 *
 * @param url The public URL of the application. A `proxyUrl` that is a path is resolved against it.
 * @throws {ClerkConfigError} when `proxyUrl` or `domain` does not result in a URL.
 */
export function frontendApiUrl({ proxyUrl, instance }: FrontendApiPlace, url: URL): string {
  const place = proxyUrl?.startsWith('/') ? url.origin + proxyUrl : proxyUrl || instance.frontendApi
  const root = webUrl(place.replace(/^(?!http)/, 'https://'))
  if (!root)
    throw misconfigured('proxyUrl or domain', 'not valid', 'a path, an absolute URL or a host')
  // `place` is not returned, since it may contain a host in Unicode. A header cannot contain Unicode. `URL` encodes the host.
  return withoutEndSlashes(root.origin + root.pathname)
}

/**
 * Checks that `proxyUrl`, if set, is a path or an absolute URL, and that the `domain` of a satellite, if set, is a host.
 *
 * @throws {ClerkConfigError} when `proxyUrl` or `domain` is malformed.
 */
export function checkFrontendApiOptions({
  proxyUrl,
  domain,
  isSatellite,
}: FrontendApiOptions): void {
  if (proxyUrl && !proxyUrl.startsWith('/') && !webUrl(proxyUrl)) {
    throw misconfigured('proxyUrl', 'not valid', 'a path or an absolute URL')
  }
  if (isSatellite && domain && /[\s/?#@\\]/.test(domain)) {
    throw misconfigured(
      'domain',
      'not valid',
      'a host without scheme and path, such as example.com',
    )
  }
}
