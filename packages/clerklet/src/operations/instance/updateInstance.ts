import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'

/** What {@link updateInstance} takes. */
export interface UpdateInstanceParams {
  /** Allows test e-mail addresses and phone numbers. Default: `true` for development instances. */
  test_mode?: boolean | null | undefined
  /** Compares passwords with those known from breaches. */
  hibp?: boolean | null | undefined
  support_email?: string | null | undefined
  clerk_js_version?: string | null | undefined
  development_origin?: string | null | undefined
  /** All origins of browser extensions, Electron and Capacitor applications. `[]` clears the list, `null` leaves it. */
  allowed_origins?: readonly string[] | null | undefined
  /**
   * Production instances only: all hosts that are allowed below the own domains, such as `app.example.com`, and wildcards
   * such as `*.preview.example.com`, which does not cover `preview.example.com`. `[]` clears the list, `null` leaves it.
   */
  allowed_subdomains?: readonly string[] | null | undefined
  /** Production instances only: accepts no other subdomains of the own domains than `allowed_subdomains`. */
  subdomain_allowlist_enabled?: boolean | null | undefined
  /** @deprecated Use `url_based_session_syncing`. */
  cookieless_dev?: boolean | null | undefined
  /** Development instances: hands the session over in the URL rather than in third-party cookies. */
  url_based_session_syncing?: boolean | null | undefined
  /** What sign-in components show first where a password is required. `''` clears it. */
  preferred_sign_in_strategy_when_password_required?:
    | Open<'password' | 'otp' | ''>
    | null
    | undefined
  /**
   * @deprecated Retired by the API: it has no effect on e-mails any more.
   *
   * @experimental Known to the official SDK only.
   */
  enhanced_email_deliverability?: boolean | null | undefined
}

/**
 * Changes what is given and leaves the rest. There is no answer: `getInstance` shows a part of it.
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
