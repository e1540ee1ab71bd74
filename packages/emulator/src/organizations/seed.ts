import type { CreateOrganizationInvitationParams } from 'clerklet'
import { required } from '../core/params.ts'
import { METADATA, plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addMembership, type MembershipParams } from './memberships.ts'
import { addOrganizationDomain, type OrganizationDomainParams } from './organizationDomains.ts'
import { addInvitations } from './organizationInvitations.ts'
import { addOrganization, type OrganizationParams } from './organizations.ts'
import { addPermission, type PermissionSeed } from './permissions.ts'
import { addRole, type RoleSeed } from './roles.ts'

/** An organization in a seed: the parameters of `createOrganization`, and its members, invitations and domains. */
export interface OrganizationSeed extends OrganizationParams {
  /** Default: a new id. */
  id?: string | undefined
  /** The members in addition to the creator. */
  members?: readonly MembershipParams[] | undefined
  invitations?:
    | readonly (CreateOrganizationInvitationParams & { id?: string | undefined })[]
    | undefined
  domains?: readonly OrganizationDomainParams[] | undefined
}

/** The part of a seed about organizations. */
export interface OrganizationsSeed {
  permissions?: readonly PermissionSeed[] | undefined
  /** The organization roles. In a seed, `include_in_initial_role_set` is `true` by default. */
  roles?: readonly RoleSeed[] | undefined
  organizations?: readonly OrganizationSeed[] | undefined
}

export const ORGANIZATIONS_SHAPES: Shapes<OrganizationsSeed> = {
  permissions: {
    kinds: { id: 'string', name: 'string', key: 'string', description: 'string' },
    needs: ['name', 'key'],
  },
  roles: {
    kinds: {
      id: 'string',
      name: 'string',
      key: 'string',
      description: 'string?',
      permissions: 'string[]?',
      include_in_initial_role_set: 'boolean?',
    },
    needs: ['name', 'key'],
  },
  organizations: {
    kinds: {
      ...METADATA,
      id: 'string',
      name: 'string',
      slug: 'string?',
      created_by: 'string?',
      created_at: 'time?',
      max_allowed_memberships: 'number?',
      role_set_key: 'string?',
      members: [{ ...METADATA, user_id: 'string', role: 'string' }],
      invitations: [
        {
          ...METADATA,
          id: 'string',
          email_address: 'string',
          inviter_user_id: 'string?',
          role: 'string',
          redirect_url: 'string?',
          expires_in_days: 'number?',
          notify: 'boolean?',
        },
      ],
      domains: [{ name: 'string', enrollment_mode: 'string?', verified: 'boolean?' }],
    },
    needs: ['name'],
  },
}

export function plantRoles(state: State, { permissions, roles }: OrganizationsSeed): void {
  plantEach('permissions', permissions, (permission) => addPermission(state, permission))
  plantEach('roles', roles, (role) =>
    addRole(state, { include_in_initial_role_set: true, ...role }),
  )
}

export function plantOrganizations(state: State, { organizations }: OrganizationsSeed): void {
  plantEach('organizations', organizations, (one) => plantOrganization(state, one))
}

function plantOrganization(
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
