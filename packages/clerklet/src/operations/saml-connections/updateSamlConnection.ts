import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SamlConnection, SamlConnectionSchema } from '../../schemas/samlConnection.ts'
import type { SamlConnectionFields } from './samlConnectionFields.ts'

/** Params of {@link updateSamlConnection}. */
export interface UpdateSamlConnectionParams extends SamlConnectionFields {
  /** The label of the connection. */
  name?: string | null | undefined
  /** @deprecated Use `domains`. */
  domain?: string | null | undefined
  /** Sign-ins with an e-mail address of one of these domains use the connection. */
  domains?: readonly string[] | null | undefined
  /** Whether users can sign in with the connection. */
  active?: boolean | null | undefined
  /** Whether each sign-in updates the attributes of the user. */
  sync_user_attributes?: boolean | null | undefined
  /** Whether users with an e-mail address on a subdomain of the connection can use the connection. */
  allow_subdomains?: boolean | null | undefined
  /** Whether a sign-in may start at the identity provider. */
  allow_idp_initiated?: boolean | null | undefined
  /** Whether users of the connection cannot add other identifications. */
  disable_additional_identifications?: boolean | null | undefined
  /** Whether the connection links accounts by membership in the organization. */
  allow_organization_account_linking?: boolean | null | undefined
  /** Whether activation removes verified organization domains of the same name. Otherwise, such domains prevent activation. */
  consent_verified_domains_deletion?: boolean | null | undefined
  /**
   * The identity provider, such as `saml_okta`.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  provider?: string | undefined
}

/**
 * Changes a SAML connection. Omitted fields are unchanged.
 *
 * `PATCH /saml_connections/{saml_connection_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API: use `updateEnterpriseConnection`.
 *
 * @example
 * await updateSamlConnection(ctx, 'samlc_2abc', { active: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateSamlConnection(
  ctx: Context,
  samlConnectionId: string,
  params: UpdateSamlConnectionParams,
  options?: RequestOptions,
): Promise<SamlConnection> {
  return request(ctx, SamlConnectionSchema, {
    ...options,
    operation: 'updateSamlConnection',
    method: 'PATCH',
    path: path`/saml_connections/${samlConnectionId}`,
    body: params,
  })
}
