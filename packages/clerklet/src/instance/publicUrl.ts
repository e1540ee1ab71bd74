import { configured, misconfigured } from './configuration.ts'
import { atOrigin, forwardedUrl, requestUrl } from './forwardedUrl.ts'
import { type OptionKinds, TEXT, TRUE_OR_FALSE } from './optionKinds.ts'
import { requireUrlAndHeaders } from './requireRequest.ts'
import { webUrl } from './url.ts'

/** Options of {@link publicUrl}. */
export interface PublicUrlOptions {
  /** The origin of the application as browsers see it, such as `https://app.example.com`. When set, no header is used. */
  origin?: string | undefined
  /**
   * Whether `x-forwarded-host`, `x-forwarded-proto` and `host` are used. Set it to `false` when no proxy overwrites these
   * headers, since a client may send any value. Default: `true`.
   */
  trustForwarded?: boolean | undefined
}

const OPTIONS: OptionKinds<PublicUrlOptions> = { origin: TEXT, trustForwarded: TRUE_OR_FALSE }

/**
 * The URL that the browser requested: the URL of the request with the host and the protocol that the proxies in front forward.
 * Handshakes, `createRedirect` and `proxyFrontendApi` compute it in the same way.
 *
 * The host is the first of `x-forwarded-host`, `host` and the URL of the request; the protocol the first of
 * `x-forwarded-proto` and the URL. With an invalid host, or a protocol other than http and https, the URL of the request is
 * returned.
 *
 * A client can send these headers, too. Use the result only to redirect the same browser, in a response that is not cached.
 * Never use it to decide access, to choose a tenant, or in an e-mail. Set `origin` when it is known.
 *
 * @example
 * const { origin } = publicUrl(request)
 *
 * @returns A new URL.
 * @throws {ClerkConfigError} when the request has no absolute URL or no headers, when `origin` is not an http or https origin,
 *   and when an option is unknown or not valid.
 */
export function publicUrl(
  request: Pick<Request, 'url' | 'headers'>,
  options?: PublicUrlOptions,
): URL {
  const { origin, trustForwarded }: PublicUrlOptions = configured({}, options, OPTIONS)
  requireUrlAndHeaders(request)
  if (origin) return atOrigin(checkedOrigin(origin), requestUrl(request))
  if (trustForwarded === false) return requestUrl(request)
  return forwardedUrl(request)
}

function checkedOrigin(origin: string): URL {
  const url = webUrl(origin)
  if (url && url.href === `${url.origin}/`) return url
  throw misconfigured('options.origin', 'not valid', 'an origin, such as https://app.example.com')
}
