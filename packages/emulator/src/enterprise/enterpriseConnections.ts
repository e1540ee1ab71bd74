import type {
  CreateEnterpriseConnectionParams,
  CustomAttribute,
  EnterpriseConnection,
  SamlIdpCertificate,
  UpdateEnterpriseConnectionParams,
} from 'clerklet'
import { notFound } from '../core/errors.ts'
import { take } from '../core/settings.ts'
import type { State } from '../state.ts'
import { checkConnection, checkDomains, checkSaml, makeRoom } from './connectionRules.ts'
import { removeDirectory } from './removal.ts'
import type { StoredConnection, StoredOidc, StoredSaml, StoredTestRun } from './store.ts'

/** A connection in a seed: the parameters of `createEnterpriseConnection`, and optionally the id. */
export interface EnterpriseConnectionSeed extends CreateEnterpriseConnectionParams {
  /** Default: a new id. */
  id?: string | undefined
}

/** Returns the connection with the given id. Refuses an unknown id with 404. */
export function connectionOf({ enterpriseConnections }: State, id: string): StoredConnection {
  const connection = enterpriseConnections.get(id)
  if (!connection) throw notFound(`No enterprise connection was found with id ${id}`)
  return connection
}

/** Creates a connection. Refuses the parameters that the API refuses. */
export function addConnection(state: State, params: EnterpriseConnectionSeed): StoredConnection {
  const now = state.clock.now()
  const usesSaml = params.provider.startsWith('saml_')
  const connection: StoredConnection = {
    id: params.id ?? state.newId('entconn'),
    name: params.name,
    provider: params.provider,
    active: false,
    domains: [],
    organization_id: null,
    sync_user_attributes: true,
    disable_additional_identifications: false,
    allow_organization_account_linking: false,
    authenticatable: true,
    disable_jit_provisioning: false,
    custom_attributes: [],
    saml_id: usesSaml ? state.newId('samlc') : null,
    saml: usesSaml ? newSaml(params.name) : null,
    oidc: usesSaml ? null : newOidc(state),
    created_at: now,
    updated_at: now,
  }
  assign(state, connection, params)
  return state.enterpriseConnections.add(connection)
}

/** Changes the given values of a connection. */
export function changeConnection(
  state: State,
  connection: StoredConnection,
  params: UpdateEnterpriseConnectionParams,
): StoredConnection {
  const { organization_id: before } = connection
  // The changes are made to a copy, so that a refusal leaves the connection unchanged.
  const draft = structuredClone(connection)
  assign(state, draft, params)
  const { organization_id, ...rest } = draft
  Object.assign(connection, rest)
  if (organization_id !== before) {
    state.enterpriseConnections.set(connection, 'organization_id', organization_id)
  }
  connection.updated_at = state.clock.now()
  return connection
}

/** Removes a connection with its test runs and its directory. */
export function removeConnection(state: State, { id }: StoredConnection): void {
  for (const directory of state.directories.where('enterprise_connection_id', id)) {
    removeDirectory(state, directory)
  }
  state.testRuns.deleteWhere('enterprise_connection_id', id)
  state.enterpriseConnections.delete(id)
}

/** Starts a test run of a connection. */
export function startTestRun(state: State, { id, saml }: StoredConnection): StoredTestRun {
  return state.testRuns.add({
    id: state.newId('idpconntr'),
    enterprise_connection_id: id,
    status: 'pending',
    connection_type: saml ? 'saml' : 'oauth',
    parsed_user_info: null,
    logs: [],
    created_at: state.clock.now(),
  })
}

/** Converts a stored connection to the form that the API sends. */
export function sendConnection(state: State, connection: StoredConnection): EnterpriseConnection {
  const { saml_id, saml, oidc, ...sent } = connection
  return {
    object: 'enterprise_connection',
    ...sent,
    logo_public_url: null,
    saml_connection: saml && saml_id ? sendSaml(state, connection, saml_id, saml) : null,
    oauth_config: oidc && sendOidc(connection, oidc),
  }
}

/** The URLs of the service provider of a SAML connection. */
export function serviceProvider({ instance }: State, samlId: string) {
  const base = `https://${instance.frontendApi}/v1/saml`
  return {
    acs_url: `${base}/acs/${samlId}`,
    sp_entity_id: `${base}/${samlId}`,
    sp_metadata_url: `${base}/${samlId}.xml`,
  }
}

function assign(
  state: State,
  connection: StoredConnection,
  { saml, oidc, domains, custom_attributes, active, ...rest }: UpdateEnterpriseConnectionParams,
): void {
  const { name, organization_id, sync_user_attributes } = rest
  const { allow_organization_account_linking, disable_additional_identifications } = rest
  const { authenticatable, disable_jit_provisioning } = rest
  if (organization_id) checkConnection(state, connection, organization_id)
  if (domains?.length) connection.domains = checkDomains(state, connection, domains)
  if (name && connection.saml) connection.saml.name = name
  take(connection, {
    name,
    organization_id,
    sync_user_attributes,
    allow_organization_account_linking,
    disable_additional_identifications,
    authenticatable,
    disable_jit_provisioning,
    custom_attributes: custom_attributes?.map(attributeOf),
  })
  if (saml && connection.saml) {
    const { attribute_mapping, idp_certificate, idp_certificates, ...fields } = saml
    Object.assign(connection.saml, defined(fields))
    // `idp_certificates`, or else `idp_certificate`, replaces all certificates. Without either, they stay unchanged.
    const certificates = idp_certificates ?? (idp_certificate ? [idp_certificate] : [])
    if (idp_certificates || idp_certificate !== undefined) {
      Object.assign(connection.saml, {
        idp_certificates: certificates,
        idp_certificate: certificates[0] ?? null,
      })
    }
    take(connection.saml.attribute_mapping, attribute_mapping ?? {})
  }
  if (oidc && connection.oidc) Object.assign(connection.oidc, defined(oidc))
  const before = connection.active
  take(connection, { active })
  if (connection.active) checkSaml(connection)
  if (connection.active && !before) makeRoom(state, connection)
}

function attributeOf(attribute: CustomAttribute): CustomAttribute {
  const path = attribute.directory_path ?? attribute.scim_path
  return { ...attribute, ...(path !== undefined && { scim_path: path, directory_path: path }) }
}

function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function newSaml(name: string): StoredSaml {
  return {
    name,
    idp_entity_id: null,
    idp_sso_url: null,
    idp_certificate: null,
    idp_certificates: [],
    idp_metadata_url: null,
    idp_metadata: null,
    attribute_mapping: {
      user_id: 'mail',
      email_address: 'mail',
      first_name: 'givenName',
      last_name: 'surname',
    },
    allow_subdomains: false,
    allow_idp_initiated: false,
    force_authn: false,
    login_hint: { mode: 'email_address' },
  }
}

function newOidc(state: State): StoredOidc {
  return {
    id: state.newId('oaconf'),
    client_id: null,
    client_secret: null,
    discovery_url: null,
    auth_url: null,
    token_url: null,
    user_info_url: null,
    requires_pkce: false,
  }
}

function sendSaml(state: State, { active }: StoredConnection, id: string, saml: StoredSaml) {
  const { attribute_mapping, idp_certificate, idp_certificates, idp_metadata, ...sent } = saml
  return {
    id,
    ...sent,
    active,
    idp_certificates: sendCertificates(saml),
    ...serviceProvider(state, id),
  }
}

/** Returns the certificates of a SAML connection as the API sends them. Their dates are `null`, since no certificate is parsed. */
export function sendCertificates({
  idp_certificate,
  idp_certificates = idp_certificate ? [idp_certificate] : [],
}: StoredSaml): SamlIdpCertificate[] {
  return idp_certificates.map((certificate) => ({ certificate, issued_at: null, expires_at: null }))
}

function sendOidc(
  { name, provider, created_at, updated_at }: StoredConnection,
  { client_secret, ...sent }: StoredOidc,
) {
  return { ...sent, name, provider_key: provider, logo_public_url: null, created_at, updated_at }
}
