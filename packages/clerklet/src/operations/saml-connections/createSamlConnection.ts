import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type SamlConnection, SamlConnectionSchema } from '../../schemas/samlConnection.ts'
import type { SamlConnectionFields } from './samlConnectionFields.ts'

/** Params of {@link createSamlConnection}. */
export interface CreateSamlConnectionParams extends SamlConnectionFields {
  /** The label of the connection. */
  name: string
  /** @deprecated Use `domains`. */
  domain?: string | undefined
  /** Sign-ins with an e-mail address of one of these domains use the connection. */
  domains?: readonly string[] | undefined
  /** The identity provider; `saml_custom` for a provider that is not listed. */
  provider: Open<'saml_custom' | 'saml_okta' | 'saml_google' | 'saml_microsoft'>
}

/**
 * Creates a SAML connection.
 *
 * Either `domains` or `domain` is required.
 *
 * `POST /saml_connections` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API: use `createEnterpriseConnection`.
 *
 * @example
 * await createSamlConnection(ctx, { name: 'Example', provider: 'saml_okta', domains: ['example.com'] })
 *
 * @throws {ClerkApiError} 402 when the plan does not include SAML connections.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createSamlConnection(
  ctx: Context,
  params: CreateSamlConnectionParams,
  options?: RequestOptions,
): Promise<SamlConnection> {
  return request(ctx, SamlConnectionSchema, {
    ...options,
    operation: 'createSamlConnection',
    method: 'POST',
    path: path`/saml_connections`,
    body: params,
  })
}
