import type { OrganizationDomain, OrganizationDomainVerification } from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { oneOf } from '../core/params.ts'
import type { State } from '../state.ts'
import { enrollAll, isVerified, pendingByDomain, withdraw } from './organizationEnrollments.ts'
import { publicOrganizationData } from './organizations.ts'
import type { StoredOrganization, StoredOrganizationDomain } from './store.ts'

/** The parameters of {@link addOrganizationDomain}. */
export interface OrganizationDomainParams {
  name: string
  /** Default: `manual_invitation`. */
  enrollment_mode?: string | null | undefined
  /** Default: true. */
  verified?: boolean | null | undefined
}

export const ENROLLMENT_MODES = [
  'manual_invitation',
  'automatic_invitation',
  'automatic_suggestion',
  'enterprise_sso',
] as const

/** Domains of public e-mail providers. */
const COMMON_DOMAINS = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'me.com',
  'aol.com',
  'proton.me',
  'protonmail.com',
  'gmx.com',
  'gmx.de',
  'mail.com',
  'yandex.com',
])

/** Returns the domain with the given id. Refuses an unknown id, or a domain of another organization, with 404. */
export function organizationDomainOf(
  state: State,
  organization: StoredOrganization,
  id: string,
): StoredOrganizationDomain {
  const domain = state.organizationDomains.get(id)
  if (domain?.organization_id !== organization.id) {
    throw notFound(`No domain of ${organization.id} was found with id ${id}`)
  }
  return domain
}

/** Returns a domain as the API sends it. */
export function sendOrganizationDomain(
  state: State,
  domain: StoredOrganizationDomain,
  { withOrganization = false } = {},
): OrganizationDomain {
  const organization = state.organizations.get(domain.organization_id)
  return {
    ...domain,
    verification: domain.affiliation_verification ?? null,
    ...pendingByDomain(state, domain.id),
    ...(withOrganization &&
      organization && { public_organization_data: publicOrganizationData(organization) }),
  }
}

/** Adds a domain. Refuses the parameters that the API refuses. */
export function addOrganizationDomain(
  state: State,
  organization: StoredOrganization,
  { name: given, enrollment_mode, verified }: OrganizationDomainParams,
): StoredOrganizationDomain {
  const { organizationDomains, settings } = state
  const { domains_enabled, max_allowed_domains: max } = settings.organizations
  if (!domains_enabled) {
    throw new Refusal(
      403,
      entry('feature_not_enabled', 'not enabled', 'Organization domains are not enabled.'),
    )
  }
  const name = checkName(given)
  if (organizationDomains.count('organization_id', organization.id) >= max) {
    throw new Refusal(
      403,
      entry(
        'organization_domain_quota_exceeded',
        'organization domains quota exceeded',
        `You have reached your limit of ${max} domains per organization.`,
      ),
    )
  }
  const mode = oneOf('enrollment_mode', enrollment_mode, ENROLLMENT_MODES) ?? 'manual_invitation'
  checkMode(state, name, mode)
  const isVerified = verified ?? true
  checkFree(state, name, organization.id, isVerified)
  const now = state.clock.now()
  const domain = organizationDomains.add({
    object: 'organization_domain',
    id: state.newId('orgdmn'),
    organization_id: organization.id,
    name,
    enrollment_mode: mode,
    affiliation_email_address: null,
    affiliation_verification: isVerified ? verification('admin') : null,
    ownership_verification: null,
    created_at: now,
    updated_at: now,
  })
  emit(state, 'organizationDomain.created', sendOrganizationDomain(state, domain))
  enrollAll(state, domain)
  return domain
}

/** Changes the given values of a domain. Invitations and suggestions that the previous enrollment mode created stay. */
export function changeOrganizationDomain(
  state: State,
  domain: StoredOrganizationDomain,
  { enrollment_mode, verified }: Omit<OrganizationDomainParams, 'name'>,
): StoredOrganizationDomain {
  const mode = oneOf('enrollment_mode', enrollment_mode, ENROLLMENT_MODES)
  if (mode) checkMode(state, domain.name, mode)
  if (verified) checkFree(state, domain.name, domain.organization_id, true, domain.id)
  if (mode) domain.enrollment_mode = mode
  if (typeof verified === 'boolean') {
    domain.affiliation_verification = verified ? verification('admin') : null
  }
  touchOrganizationDomain(state, domain)
  enrollAll(state, domain)
  return domain
}

/** Marks the ownership of a domain as verified, without a DNS lookup. A verified ownership stays unchanged. */
export function proveOwnership(
  state: State,
  domain: StoredOrganizationDomain,
): StoredOrganizationDomain {
  if (domain.ownership_verification?.status === 'verified') return domain
  domain.ownership_verification = {
    ...verification('manual_override'),
    verified_at: state.clock.now(),
  }
  return touchOrganizationDomain(state, domain)
}

/** Removes a domain and its suggestions, and revokes its pending invitations. */
export function removeOrganizationDomain(state: State, { id }: StoredOrganizationDomain): void {
  withdraw(state, 'organization_domain_id', id)
  state.organizationDomains.delete(id)
  emit(state, 'organizationDomain.deleted', { object: 'organization_domain', id, deleted: true })
}

/** Whether a text is a fully qualified domain name, in lower case. */
export function isDomainName(text: string): boolean {
  return /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(text)
}

function touchOrganizationDomain(
  state: State,
  domain: StoredOrganizationDomain,
): StoredOrganizationDomain {
  domain.updated_at = state.clock.now()
  emit(state, 'organizationDomain.updated', sendOrganizationDomain(state, domain))
  return domain
}

function verification(strategy: string): OrganizationDomainVerification {
  return { status: 'verified', strategy, attempts: null, expire_at: null, verified_at: null }
}

function checkName(given: string): string {
  const name = given.toLowerCase()
  if (!isDomainName(name)) {
    throw invalid(
      'name',
      'form_param_format_invalid',
      'is invalid',
      'name must be a fully qualified domain name.',
    )
  }
  if (COMMON_DOMAINS.has(name)) {
    throw invalid(
      'name',
      'organization_domain_common',
      'common email domain',
      'This is a common email provider domain. Please use a different one.',
    )
  }
  return name
}

/** Refuses a domain that the organization already has. Refuses a verified domain that another organization has verified. */
function checkFree(
  state: State,
  name: string,
  organizationId: string,
  verified: boolean,
  ownId?: string,
): void {
  const others = state.organizationDomains.where('name', name).filter(({ id }) => id !== ownId)
  if (
    others.some((one) => one.organization_id === organizationId || (verified && isVerified(one)))
  ) {
    throw invalid(
      'name',
      'organization_domain_already_exists',
      'organization domain already exists',
      'This domain is already used by an organization.',
    )
  }
}

function checkMode(state: State, name: string, mode: (typeof ENROLLMENT_MODES)[number]): void {
  const { domains_enrollment_modes } = state.settings.organizations
  // In the API, `domains_enrollment_modes` cannot contain `enterprise_sso`, so no setting has to enable this mode.
  if (mode !== 'enterprise_sso' && !domains_enrollment_modes.includes(mode)) {
    throw new Refusal(
      403,
      entry(
        'organization_domain_enrollment_mode_not_enabled',
        'organization enrollment mode not enabled',
        `Enrollment mode ${mode} is not enabled for the organizations of this instance.`,
      ),
    )
  }
  if (!mode.startsWith('automatic')) return
  for (const { active, domains } of state.enterpriseConnections) {
    if (active && domains.includes(name)) {
      throw invalid(
        'name',
        'organization_domain_exists_for_enterprise_connection',
        'domain used by an enterprise connection',
        'This domain is already used for the SSO of an organization.',
      )
    }
  }
}
