import type { CreateOrganizationInvitationParams } from 'clerklet'
import { required } from '../core/params.ts'
import type { State } from '../state.ts'
import { addMembership, type MembershipParams } from './memberships.ts'
import { addOrganizationDomain, type OrganizationDomainParams } from './organizationDomains.ts'
import { addInvitations } from './organizationInvitations.ts'
import { addOrganization, type OrganizationParams } from './organizations.ts'

/** What an organization of a seed is made from: the parameters of `createOrganization`, and what belongs to it. */
export interface OrganizationSeed extends OrganizationParams {
  /** Default: a new one. */
  id?: string
  /** Beside its creator. */
  members?: MembershipParams[]
  invitations?: (CreateOrganizationInvitationParams & { id?: string })[]
  domains?: OrganizationDomainParams[]
}

/** Creates an organization with its members, invitations and domains under the rules of the API. */
export function plantOrganization(
  state: State,
  { members, invitations, domains, ...params }: OrganizationSeed,
): void {
  const organization = addOrganization(state, params)
  for (const member of members ?? []) addMembership(state, organization, member)
  addInvitations(state, organization, invitations ?? [])
  for (const domain of domains ?? []) {
    required(domain, 'name')
    addOrganizationDomain(state, organization, domain)
  }
}
