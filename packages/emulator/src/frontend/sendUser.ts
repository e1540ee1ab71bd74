import type { User } from 'clerklet'
import { imageForBrowsers } from '../core/images.ts'
import type { State } from '../state.ts'
import { sendMembership } from './sendOrganization.ts'

/** Returns a user as browsers see them: without private metadata, and with their memberships. */
export function sendUser(state: State, user: User) {
  const { private_metadata: _, create_organizations_limit: limit, ...sent } = user
  return {
    ...sent,
    image_url: imageForBrowsers(state, sent.image_url),
    ...(limit !== null && { create_organizations_limit: limit }),
    organization_memberships: state.memberships.where('user_id', user.id).map((membership) => {
      const { public_user_data: _, ...own } = sendMembership(state, membership)
      return own
    }),
  }
}
