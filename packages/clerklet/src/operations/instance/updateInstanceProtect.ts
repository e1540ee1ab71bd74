import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type InstanceProtect, InstanceProtectSchema } from '../../schemas/instanceProtect.ts'

/** Params of {@link updateInstanceProtect}. */
export interface UpdateInstanceProtectParams {
  /** Whether Protect enforces its rules. With `false`, rules are still evaluated, but block nothing. */
  rules_enabled?: boolean | null | undefined
  /** Whether Specter, a part of Protect, is enabled. */
  specter_enabled?: boolean | null | undefined
}

/**
 * Changes the settings that protect the instance from abuse. Omitted fields are unchanged.
 *
 * `PATCH /instance/protect` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstanceProtect(ctx, { rules_enabled: true })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstanceProtect(
  ctx: Context,
  params: UpdateInstanceProtectParams,
  options?: RequestOptions,
): Promise<InstanceProtect> {
  return request(ctx, InstanceProtectSchema, {
    ...options,
    operation: 'updateInstanceProtect',
    method: 'PATCH',
    path: path`/instance/protect`,
    body: params,
  })
}
