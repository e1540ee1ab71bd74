import type {
  AdminPortalLinkToken,
  CustomAttribute,
  EnterpriseConnectionTestRun,
  SamlConnection,
} from 'clerklet'
import { Collection } from '../core/collection.ts'

export type SamlFields = Pick<
  SamlConnection,
  | 'name'
  | 'idp_entity_id'
  | 'idp_sso_url'
  | 'idp_certificate'
  | 'idp_metadata_url'
  | 'idp_metadata'
  | 'allow_subdomains'
  | 'allow_idp_initiated'
  | 'force_authn'
  | 'login_hint'
>

/** The SAML configuration of a connection. In the older SAML API, these fields are at the top level of a connection. */
export interface StoredSaml extends SamlFields {
  /** The certificates in PEM form. The first is also `idp_certificate`. Absent in snapshots of version 0.1.0 of this package. */
  idp_certificates?: string[]
  attribute_mapping: Record<'user_id' | 'email_address' | 'first_name' | 'last_name', string>
}

/** The OAuth configuration of a connection. The client secret is never sent. */
export interface StoredOidc {
  id: string
  client_id: string | null
  client_secret: string | null
  discovery_url: string | null
  auth_url: string | null
  token_url: string | null
  user_info_url: string | null
  requires_pkce: boolean
}

/** An enterprise connection. The older SAML API includes only the connections whose `saml` is not `null`. */
export interface StoredConnection {
  id: string
  name: string
  provider: string
  active: boolean
  domains: string[]
  organization_id: string | null
  sync_user_attributes: boolean
  disable_additional_identifications: boolean
  allow_organization_account_linking: boolean
  /** Whether users may sign in with the connection. The specification requires this field without describing it. */
  authenticatable: boolean
  /** Whether a first sign-in creates no user. The specification requires this field without describing it. */
  disable_jit_provisioning: boolean
  custom_attributes: CustomAttribute[]
  /** The id of the connection in the older SAML API; `null` without SAML. */
  saml_id: string | null
  saml: StoredSaml | null
  oidc: StoredOidc | null
  created_at: number
  updated_at: number
}

/** A test run with the id of its connection. */
export interface StoredTestRun extends EnterpriseConnectionTestRun {
  enterprise_connection_id: string
}

/** The value of `object` in a directory: `directory` from `/directories`, `scim_directory` from `/scim_directories`. */
export type DirectoryKind = 'directory' | 'scim_directory'

/** A directory without the fields of its connection, and without its key. */
export interface StoredDirectory {
  id: string
  name: string
  enterprise_connection_id: string
  provider: string
  enabled: boolean
  group_role_mapping_enabled: boolean
  attribute_mapping: Record<string, string>
  created_at: number
  updated_at: number
}

/** A mapping that gives the members of a group a role. Of the role, only the id is stored. */
export interface StoredMapping {
  id: string
  directory_id: string
  group_id: string
  group_name: string
  role_id: string
  precedence: number
  created_at: number
  updated_at: number
}

/** Enterprise connections, directories and links to the admin portal. */
export interface EnterpriseData {
  enterpriseConnections: Collection<StoredConnection>
  testRuns: Collection<StoredTestRun>
  directories: Collection<StoredDirectory>
  directoryMappings: Collection<StoredMapping>
  adminPortalLinkTokens: Collection<AdminPortalLinkToken>
}

export function createEnterpriseData(): EnterpriseData {
  return {
    enterpriseConnections: new Collection('organization_id', 'saml_id'),
    testRuns: new Collection('enterprise_connection_id'),
    directories: new Collection('enterprise_connection_id'),
    directoryMappings: new Collection('directory_id', 'role_id'),
    adminPortalLinkTokens: new Collection('organization_id'),
  }
}
