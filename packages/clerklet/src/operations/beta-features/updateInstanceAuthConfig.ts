import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type InstanceSettings, InstanceSettingsSchema } from '../../schemas/instanceSettings.ts'

/** Params of {@link updateInstanceAuthConfig}. */
export interface UpdateInstanceAuthConfigParams {
  /** Whether only identifiers on the allow-list may sign up. */
  restricted_to_allowlist?: boolean | null | undefined
  /** The local part of the sender address of e-mails, such as `foo` in `foo@example.com`. Letters and digits only. */
  from_email_address?: string | null | undefined
  /** Whether Progressive Sign Up is enabled. Clerk has deprecated this setting: contact Clerk's support if you need it. */
  progressive_sign_up?: boolean | null | undefined
  /** Whether test e-mail addresses and phone numbers are allowed. Default: `true` for development instances. */
  test_mode?: boolean | null | undefined
}

/**
 * Changes settings of the instance that are in beta. Omitted fields are unchanged.
 *
 * `PATCH /beta_features/instance_settings` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstanceAuthConfig(ctx, { restricted_to_allowlist: true })
 *
 * @throws {ClerkApiError} 402 when the plan does not include a setting.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstanceAuthConfig(
  ctx: Context,
  params: UpdateInstanceAuthConfigParams,
  options?: RequestOptions,
): Promise<InstanceSettings> {
  return request(ctx, InstanceSettingsSchema, {
    ...options,
    operation: 'updateInstanceAuthConfig',
    method: 'PATCH',
    path: path`/beta_features/instance_settings`,
    body: params,
  })
}
