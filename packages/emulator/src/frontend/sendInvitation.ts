import { imageForBrowsers } from '../core/images.ts'
import { type StoredInvitation, sendInvitation as sendStored } from '../organizations/index.ts'
import type { State } from '../state.ts'

/** Returns an invitation to an organization as browsers see it: without private metadata, and with the organization. */
export function sendInvitation(state: State, invitation: StoredInvitation) {
  const {
    private_metadata: _,
    public_organization_data: organization,
    public_inviter_data: inviter,
    ...sent
  } = sendStored(state, invitation, { withOrganization: true })
  return {
    ...sent,
    public_inviter_data: inviter && withImage(state, inviter),
    public_organization_data: organization && withImage(state, organization),
  }
}

function withImage<T extends { image_url?: string | undefined }>(state: State, data: T): T {
  return { ...data, image_url: imageForBrowsers(state, data.image_url) }
}
