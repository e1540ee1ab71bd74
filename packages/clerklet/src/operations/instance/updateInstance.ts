import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'

/** Params of {@link updateInstance}. */
export interface UpdateInstanceParams {
  /** Whether test e-mail addresses and phone numbers are allowed. Default: `true` for development instances. */
  test_mode?: boolean | null | undefined
  /** Whether to check passwords against a list of leaked passwords. */
  hibp?: boolean | null | undefined
  /** The e-mail address of your support. */
  support_email?: string | null | undefined
  /** The version of clerk-js that the frontend loads. */
  clerk_js_version?: string | null | undefined
  /** The origin of the application in development. */
  development_origin?: string | null | undefined
  /**
   * All allowed origins of browser extensions, Electron and Capacitor applications. `[]` clears the list, `null` does not change
   * it.
   */
  allowed_origins?: readonly string[] | null | undefined
  /**
   * Production instances only: all allowed hosts below the instance's own domains, such as `app.example.com`. A wildcard such
   * as `*.preview.example.com` does not cover `preview.example.com`. `[]` clears the list, `null` does not change it.
   */
  allowed_subdomains?: readonly string[] | null | undefined
  /** Production instances only: whether subdomains that are not in `allowed_subdomains` are refused. */
  subdomain_allowlist_enabled?: boolean | null | undefined
  /** @deprecated Use `url_based_session_syncing`. */
  cookieless_dev?: boolean | null | undefined
  /** Development instances only: whether the session is passed in the URL instead of third-party cookies. */
  url_based_session_syncing?: boolean | null | undefined
  /** The strategy that sign-in components show first when a password is required. Default: `password`. `''` clears it. */
  preferred_sign_in_strategy_when_password_required?:
    | Open<'password' | 'otp' | ''>
    | null
    | undefined
  /**
   * @deprecated The API ignores this param.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  enhanced_email_deliverability?: boolean | null | undefined
}

/**
 * Changes settings of the instance. Omitted fields are unchanged. The response is empty; `getInstance` returns some of the
 * settings.
 *
 * `PATCH /instance` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstance(ctx, { allowed_origins: ['chrome-extension://abcdefgh'] })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstance(
  ctx: Context,
  params: UpdateInstanceParams,
  options?: RequestOptions,
): Promise<undefined> {
  return request(ctx, undefined, {
    ...options,
    operation: 'updateInstance',
    method: 'PATCH',
    path: path`/instance`,
    body: params,
  })
}
