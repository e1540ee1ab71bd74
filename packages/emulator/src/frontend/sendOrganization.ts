import { imageForBrowsers } from '../core/images.ts'
import { userOf } from '../identity/index.ts'
import {
  organizationOf,
  type StoredMembership,
  type StoredOrganization,
  sendMembership as sendStoredMembership,
} from '../organizations/index.ts'
import type { State } from '../state.ts'
import { sendPublicUserData } from './sendPublicUserData.ts'

/** Returns an organization as browsers see it: without private metadata, but with its counts of members and pending invitations. */
export function sendOrganization(state: State, organization: StoredOrganization) {
  const { members, taken } = state.countSeats(organization.id)
  return {
    object: organization.object,
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    image_url: imageForBrowsers(state, organization.image_url),
    has_image: organization.has_image,
    members_count: members,
    pending_invitations_count: taken - members,
    max_allowed_memberships: organization.max_allowed_memberships,
    admin_delete_enabled: organization.admin_delete_enabled,
    self_serve_sso_enabled: organization.self_serve_sso_enabled,
    public_metadata: organization.public_metadata,
    created_at: organization.created_at,
    updated_at: organization.updated_at,
  }
}

/** Returns a membership as browsers see it. */
export function sendMembership(state: State, membership: StoredMembership) {
  const { private_metadata: _, ...sent } = sendStoredMembership(state, membership)
  return {
    ...sent,
    organization: sendOrganization(state, organizationOf(state, membership.organization_id)),
    public_user_data: sendPublicUserData(state, userOf(state, membership.user_id)),
  }
}
