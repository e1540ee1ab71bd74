import { withoutEndSlashes } from '../core/slashes.ts'
import { misconfigured } from './configuration.ts'
import type { FrontendApiOptions, PublishableKey } from './parsePublishableKey.ts'
import { webUrl } from './url.ts'

/** Where a context says that the Frontend API is. */
export interface FrontendApiPlace {
  readonly proxyUrl?: string | undefined
  /** What the publishable key says about the instance, regardless of `proxyUrl`. */
  readonly instance: PublishableKey
}

/**
 * The root of the Frontend API, without a slash at the end.
 *
 * @param url The public URL of the application: a `proxyUrl` that is a path belongs to its origin.
 * @throws {ClerkConfigError} when `proxyUrl` or `domain` makes no URL.
 */
export function frontendApiUrl({ proxyUrl, instance }: FrontendApiPlace, url: URL): string {
  const place = proxyUrl?.startsWith('/') ? url.origin + proxyUrl : proxyUrl || instance.frontendApi
  const root = webUrl(place.replace(/^(?!http)/, 'https://'))
  if (!root)
    throw misconfigured('proxyUrl or domain', 'not valid', 'a path, an absolute URL or a host')
  // Spelled as in a URL: a header cannot contain a host in Unicode.
  return withoutEndSlashes(root.origin + root.pathname)
}

/**
 * Checks that `proxyUrl` is a path or an absolute URL, and the `domain` of a satellite a host, where they are set.
 *
 * @throws {ClerkConfigError}
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
