import type {
  Organization,
  OrganizationDomain,
  OrganizationInvitation,
  OrganizationMembership,
  Permission,
  Role,
  RoleSet,
} from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** An organization without the fields that are computed when it is sent. */
export interface StoredOrganization
  extends Omit<
    Organization,
    | 'role_set_key'
    | 'members_count'
    | 'pending_invitations_count'
    | 'missing_member_with_elevated_permissions'
  > {
  role_set_id: string
  /** Epoch milliseconds. Absent without activity. */
  last_active_at?: number
}

/** A membership without the fields of its organization, its role and its user. */
export interface StoredMembership
  extends Omit<
    OrganizationMembership,
    'organization' | 'public_user_data' | 'permissions' | 'role' | 'role_name'
  > {
  organization_id: string
  user_id: string
  role_id: string
}

/**
 * An invitation without the fields of the organization and the inviter. `role` is the key that the role had when the invitation
 * was created.
 */
export interface StoredInvitation
  extends Omit<OrganizationInvitation, 'public_inviter_data' | 'public_organization_data'> {
  organization_id: string
  role_id: string
  expires_at: number
  redirect_url: string | null
}

/** A domain without its counts, the fields of its organization, and the deprecated `verification`. */
export type StoredOrganizationDomain = Omit<
  OrganizationDomain,
  | 'public_organization_data'
  | 'verification'
  | 'total_pending_invitations'
  | 'total_pending_suggestions'
>

/** An invitation or a suggestion from a domain of an organization. A domain creates at most one enrollment for a user. */
export interface StoredEnrollment {
  id: string
  organization_domain_id: string
  organization_id: string
  user_id: string
  /** `null` for a suggestion, which is pending until the user is a member. */
  invitation_id: string | null
  created_at: number
}

/** A role without the fields of its permissions. */
export interface StoredRole extends Omit<Role, 'permissions' | 'is_creator_eligible'> {
  permission_ids: string[]
}

/** A role set without the fields of its roles, and without `role_set_migration`. */
export interface StoredRoleSet
  extends Omit<RoleSet, 'roles' | 'default_role' | 'creator_role' | 'role_set_migration'> {
  role_ids: string[]
  default_role_id: string
  creator_role_id: string
}

/** Organizations, and their members, roles and permissions. */
export interface OrganizationsData {
  organizations: Collection<StoredOrganization>
  memberships: Collection<StoredMembership>
  /** The id of the organization that becomes active in a user's next session, by the id of the user. */
  nextOrganizations: Map<string, string>
  organizationInvitations: Collection<StoredInvitation>
  organizationDomains: Collection<StoredOrganizationDomain>
  organizationEnrollments: Collection<StoredEnrollment>
  roles: Collection<StoredRole>
  permissions: Collection<Permission>
  roleSets: Collection<StoredRoleSet>
}

export function createOrganizationsData(): OrganizationsData {
  return {
    organizations: new Collection('created_by', 'role_set_id'),
    memberships: new Collection('organization_id', 'user_id', 'role_id'),
    nextOrganizations: new Table(),
    organizationInvitations: new Collection('organization_id', 'role_id', 'email_address'),
    organizationDomains: new Collection('organization_id', 'name'),
    organizationEnrollments: new Collection('organization_domain_id', 'organization_id', 'user_id'),
    roles: new Collection(),
    permissions: new Collection(),
    roleSets: new Collection(),
  }
}
