import { withoutEndSlashes } from '../../core/slashes.ts'
import { misconfigured } from '../../instance/configuration.ts'
import { webUrl } from '../../instance/url.ts'
import type { Settings } from './settings.ts'

/**
 * The root of the Frontend API, without a slash at the end.
 *
 * @param url The public URL of the request: a `proxyUrl` that is a path belongs to its origin.
 * @throws {ClerkConfigError} when `proxyUrl` or `domain` makes no URL.
 */
export function frontendApiUrl({ proxyUrl, instance }: Settings, url: URL): string {
  const place = proxyUrl?.startsWith('/') ? url.origin + proxyUrl : proxyUrl || instance.frontendApi
  const root = webUrl(place.replace(/^(?!http)/, 'https://'))
  if (!root)
    throw misconfigured('proxyUrl or domain', 'not valid', 'a path, an absolute URL or a host')
  // Spelled as in a URL: a header cannot contain a host in Unicode.
  return withoutEndSlashes(root.origin + root.pathname)
}
