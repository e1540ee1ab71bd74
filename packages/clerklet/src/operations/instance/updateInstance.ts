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
  /** Origins of browser extensions, Electron and Capacitor applications: all of them. */
  allowed_origins?: string[] | undefined
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
   * Sends e-mails with one-time codes from a domain of Clerk.
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
