import { configured, misconfigured } from './configuration.ts'
import { atOrigin, forwardedUrl, requestUrl } from './forwardedUrl.ts'
import { type OptionKinds, TEXT, TRUE_OR_FALSE } from './optionKinds.ts'
import { requireUrlAndHeaders } from './requireRequest.ts'
import { webUrl } from './url.ts'

/** What {@link publicUrl} takes. */
export interface PublicUrlOptions {
  /** The origin of the application as browsers see it, such as `https://app.example.com`. No header is used then. */
  origin?: string | undefined
  /**
   * Whether `x-forwarded-host`, `x-forwarded-proto` and `host` are used. Set `false` where clients reach the application
   * without a proxy that overwrites them: a client may send any value. Default: `true`.
   */
  trustForwarded?: boolean | undefined
}

const OPTIONS: OptionKinds<PublicUrlOptions> = { origin: TEXT, trustForwarded: TRUE_OR_FALSE }

/**
 * The URL that the browser requested: that of the request, with the host and the protocol that the proxies in front forwarded.
 * Handshakes, `createRedirect` and `proxyFrontendApi` compute it in the same way.
 *
 * The host is the first of `x-forwarded-host`, `host` and the URL of the request; the protocol the first of
 * `x-forwarded-proto` and the URL. With an invalid host, or a protocol other than http and https, the URL of the request is
 * returned.
 *
 * A client can send these headers, too. Use the result to tell a browser where to return to, in a response that is not cached;
 * never to decide what a request may do, to choose a tenant, or in an e-mail. Set `origin` where it is known.
 *
 * @example
 * const { origin } = publicUrl(request)
 *
 * @returns A new URL.
 * @throws {ClerkConfigError} when the request has no absolute URL or no headers, when `origin` is not an http or https origin,
 *   and when an option is unknown or of the wrong kind.
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
