import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import {
  isDomainName,
  removeOrganizationDomain,
  type StoredOrganizationDomain,
} from '../organizations/index.ts'
import type { State } from '../state.ts'
import type { StoredConnection } from './store.ts'

const NEEDED_BY_SAML = ['idp_entity_id', 'idp_sso_url', 'idp_certificate'] as const

/** Refuses an unknown organization, and an organization that has another connection. */
export function checkConnection(
  state: State,
  { id }: StoredConnection,
  organizationId: string,
): void {
  if (!state.organizations.get(organizationId)) throw notFound('Given organization not found.')
  const others = state.enterpriseConnections
    .where('organization_id', organizationId)
    .filter((one) => one.id !== id)
  if (others.length) {
    throw invalid(
      'organization_id',
      'organization_already_has_sso_connection',
      'this organization already has an SSO connection',
    )
  }
}

/** Returns domain names in lower case, without duplicates. Refuses invalid names, and domains of other connections. */
export function checkDomains(
  { enterpriseConnections }: State,
  { id }: StoredConnection,
  given: readonly string[],
): string[] {
  const domains = [...new Set(given.map((name) => name.toLowerCase()))]
  for (const name of domains) {
    if (!isDomainName(name)) {
      throw invalid(
        'domains',
        'form_param_format_invalid',
        'is invalid',
        `domains must be fully qualified domain names, and ${name} is not one.`,
      )
    }
    for (const other of enterpriseConnections) {
      if (other.id !== id && other.domains.includes(name)) {
        throw invalid(
          'domains',
          'form_identifier_exists',
          'is taken',
          `Another connection has the domain ${name}.`,
        )
      }
    }
  }
  return domains
}

/** Refuses a connection that lacks data of its identity provider, and therefore cannot be active. */
export function checkSaml({ saml, oidc }: StoredConnection): void {
  if (saml && !saml.idp_metadata_url && !saml.idp_metadata) {
    const missing = NEEDED_BY_SAML.filter((name) => !saml[name])
    if (missing.length) {
      throw new Refusal(
        422,
        entry(
          'saml_connection_cant_be_activated',
          "SAML Connection can't be activated",
          `You have to provide the ${missing.join(', ')} before you are able to activate this connection.`,
        ),
      )
    }
  }
  if (oidc && !(oidc.client_id && (oidc.discovery_url || oidc.auth_url))) {
    throw invalid(
      'oidc',
      'form_param_missing',
      'is missing',
      'oidc.client_id and oidc.discovery_url, or the URLs one by one, must be included before the connection can be active.',
    )
  }
}

/** Returns the organization domains with automatic enrollment whose names are also domains of the connection. */
export function rivalsOf(
  state: State,
  { domains }: { domains: readonly string[] },
): StoredOrganizationDomain[] {
  return domains
    .flatMap((name) => state.organizationDomains.where('name', name))
    .filter(({ enrollment_mode }) => enrollment_mode.startsWith('automatic'))
}

/** Removes the organization domains that conflict with a newly active connection. */
export function makeRoom(state: State, connection: StoredConnection): void {
  for (const domain of rivalsOf(state, connection)) removeOrganizationDomain(state, domain)
}
