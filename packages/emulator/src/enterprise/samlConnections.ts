import type {
  CreateSamlConnectionParams,
  SamlConnection,
  UpdateSamlConnectionParams,
} from 'clerklet'
import { invalid, notFound } from '../core/errors.ts'
import { required } from '../core/params.ts'
import type { State } from '../state.ts'
import { rivalsOf } from './connectionRules.ts'
import {
  addConnection,
  changeConnection,
  sendCertificates,
  serviceProvider,
} from './enterpriseConnections.ts'
import type { StoredConnection, StoredSaml } from './store.ts'

/** A connection that uses SAML. */
export interface SamlTwin extends StoredConnection {
  saml_id: string
  saml: StoredSaml
}

/** Whether the older SAML API includes the connection. */
export function isSaml(connection: StoredConnection): connection is SamlTwin {
  return connection.saml !== null && connection.saml_id !== null
}

/** Returns the connection with the given id in the older SAML API. Refuses an unknown id with 404. */
export function samlConnectionOf({ enterpriseConnections }: State, id: string): SamlTwin {
  const [connection] = enterpriseConnections.where('saml_id', id).filter(isSaml)
  if (!connection) throw notFound(`No SAML connection was found with id ${id}`)
  return connection
}

/** Creates an enterprise connection from the parameters of the older SAML API. */
export function addSamlConnection(state: State, params: CreateSamlConnectionParams): SamlTwin {
  const { name, provider, organization_id, ...rest } = params
  const { domain, domains = domain ? [domain] : [], ...saml } = rest
  required({ domains: domains.join() }, 'domains')
  return twin(addConnection(state, { name, provider, domains, organization_id, saml }))
}

/** Changes the given values of a connection and of its SAML configuration. */
export function changeSamlConnection(
  state: State,
  connection: SamlTwin,
  params: UpdateSamlConnectionParams,
): SamlTwin {
  const {
    name,
    domain,
    domains = domain ? [domain] : undefined,
    organization_id,
    active,
    sync_user_attributes,
    disable_additional_identifications,
    allow_organization_account_linking,
    consent_verified_domains_deletion,
    provider,
    ...saml
  } = params
  if (active && !connection.active && !consent_verified_domains_deletion) {
    const rivals = rivalsOf(state, { domains: domains?.length ? domains : connection.domains })
    if (rivals.length) {
      throw invalid(
        'consent_verified_domains_deletion',
        'organization_domain_already_exists',
        'organization domain already exists',
        `Organizations enroll users by these domains: ${rivals.map((one) => one.name).join(', ')}. Consent to their deletion.`,
      )
    }
  }
  const rest = {
    name,
    domains,
    organization_id,
    active,
    sync_user_attributes,
    disable_additional_identifications,
    allow_organization_account_linking,
    saml,
  }
  return twin(changeConnection(state, connection, rest))
}

/** Converts a stored connection to the form that the older SAML API sends. */
export function sendSamlConnection(state: State, connection: SamlTwin): SamlConnection {
  const { id, saml_id, saml, oidc, custom_attributes, ...sent } = connection
  const [domain] = sent.domains
  return {
    object: 'saml_connection',
    id: saml_id,
    ...saml,
    ...sent,
    ...(domain !== undefined && { domain }),
    idp_certificates: sendCertificates(saml),
    idp_certificate_issued_at: null,
    idp_certificate_expires_at: null,
    ...serviceProvider(state, saml_id),
    user_count: 0,
    enterprise_connection_id: id,
  }
}

function twin(connection: StoredConnection): SamlTwin {
  if (isSaml(connection)) return connection
  throw new TypeError(`The provider ${connection.provider} does not use SAML`)
}
