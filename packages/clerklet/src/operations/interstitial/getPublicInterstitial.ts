import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/** Params of {@link getPublicInterstitial}. */
export interface GetPublicInterstitialParams {
  /** @deprecated Use `frontend_api`. */
  frontendApi?: string | undefined
  /** The host of the Frontend API. */
  frontend_api?: string | undefined
  publishable_key?: string | undefined
  proxy_url?: string | undefined
  domain?: string | undefined
  sign_in_url?: string | undefined
  /** Whether the script is loaded from `domain`. */
  use_domain_for_script?: boolean | undefined
}

/**
 * Retrieves the HTML page that syncs the session of a development instance. No key is sent.
 *
 * `GET /public/interstitial` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const html = await getPublicInterstitial({}, { publishable_key: 'pk_test_…' })
 *
 * @throws {ClerkApiError} 400 or 500, with an empty list of errors.
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
