import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/** Params of {@link getPublicInterstitial}. */
export interface GetPublicInterstitialParams {
  /** @deprecated Use `frontend_api`. */
  frontendApi?: string | undefined
  /** The host of the Frontend API. */
  frontend_api?: string | undefined
  /** The publishable key of the instance, `pk_test_…` or `pk_live_…`. */
  publishable_key?: string | undefined
  /** The URL of the proxy of the Frontend API. */
  proxy_url?: string | undefined
  /** The domain of the instance. */
  domain?: string | undefined
  /** The URL of the sign-in page. */
  sign_in_url?: string | undefined
  /** Whether the page loads clerk-js from `domain`. */
  use_domain_for_script?: boolean | undefined
}

/**
 * Retrieves an HTML page that loads clerk-js to check whether the user is signed in. No secret key is sent.
 *
 * `GET /public/interstitial` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const html = await getPublicInterstitial({}, { publishable_key: 'pk_test_…' })
 *
 * @throws {ClerkApiError} 400 or 500, without entries in `errors`.
 */
export async function getPublicInterstitial(
  ctx: Context,
  params?: GetPublicInterstitialParams,
  options?: RequestOptions,
): Promise<string> {
  return request(ctx, undefined, {
    ...options,
    operation: 'getPublicInterstitial',
    method: 'GET',
    path: path`/public/interstitial`,
    query: params,
    key: 'none',
    responseType: 'text',
  })
}
