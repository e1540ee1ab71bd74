import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type EnterpriseConnection,
  EnterpriseConnectionSchema,
} from '../../schemas/enterpriseConnection.ts'
import type {
  EnterpriseConnectionAttributeFields,
  EnterpriseConnectionFields,
  EnterpriseConnectionOidcFields,
  EnterpriseConnectionSamlFields,
} from './enterpriseConnectionFields.ts'

/** Params of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionParams extends EnterpriseConnectionFields {
  /** The display name of the connection. */
  name: string
  /** The identity provider. The settings of `saml_…` providers are in `saml`, those of `oidc_…` providers in `oidc`. */
  provider: Open<
    | 'saml_custom'
    | 'saml_okta'
    | 'saml_google'
    | 'saml_microsoft'
    | 'oidc_custom'
    | 'oidc_github_enterprise'
    | 'oidc_gitlab'
  >
  /** At least one fully qualified domain name. The API converts it to lower case. */
  domains: readonly string[]
  /** The SAML settings. Applied only when `provider` uses SAML. */
  saml?: CreateEnterpriseConnectionSaml | null | undefined
  /** The OIDC settings. Applied only when `provider` uses OIDC. */
  oidc?: CreateEnterpriseConnectionOidc | null | undefined
  /** Attributes of the identity provider that are copied to the user. Requires the custom attributes feature. */
  custom_attributes?: readonly CreateEnterpriseConnectionAttribute[] | undefined
  /**
   * Whether to sync user attributes on sign-in.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  sync_user_attributes?: boolean | undefined
}

/** The `saml` params of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionSaml extends EnterpriseConnectionSamlFields {}

/** The `oidc` params of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionOidc extends EnterpriseConnectionOidcFields {}

/** A custom attribute of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionAttribute extends EnterpriseConnectionAttributeFields {}

/**
 * Creates a connection to the identity provider of a company.
 *
 * `POST /enterprise_connections` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const connection = await createEnterpriseConnection(ctx, {
 *   name: 'Example',
 *   provider: 'saml_okta',
 *   domains: ['example.com'],
 * })
 *
 * @throws {ClerkApiError} 402 when the plan does not include the connection.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createEnterpriseConnection(
  ctx: Context,
  params: CreateEnterpriseConnectionParams,
  options?: RequestOptions,
): Promise<EnterpriseConnection> {
  return request(ctx, EnterpriseConnectionSchema, {
    ...options,
    operation: 'createEnterpriseConnection',
    method: 'POST',
    path: path`/enterprise_connections`,
    body: params,
  })
}
