import type { AdminPortalLinkToken, CreateAdminPortalLinkTokenParams } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { toHex } from '../core/ids.ts'
import { checkLength, checkRange } from '../core/params.ts'
import { organizationOf } from '../organizations/index.ts'
import type { State } from '../state.ts'

const DEFAULT_SECONDS = 3600
const MOST_SECONDS = 86_400

/** Returns the token with the given id. Refuses an unknown id with 404. */
export function adminPortalLinkTokenOf(state: State, id: string): AdminPortalLinkToken {
  const found = state.adminPortalLinkTokens.get(id)
  if (!found) throw notFound(`No admin portal link token was found with id ${id}`)
  return found
}

/** Creates an admin portal link token, and the secret of its link. The secret is not stored. */
export function addAdminPortalLinkToken(
  state: State,
  params: CreateAdminPortalLinkTokenParams,
): { stored: AdminPortalLinkToken; token: string } {
  const { organization_id, it_contact_id, scopes, seconds_until_expiration } = params
  if (organization_id !== undefined) organizationOf(state, organization_id)
  checkLength('it_contact_id', it_contact_id, 1)
  for (const scope of scopes ?? []) checkLength('scopes', scope, 1)
  checkRange('seconds_until_expiration', seconds_until_expiration, 0, MOST_SECONDS)
  const now = state.clock.now()
  const stored = state.adminPortalLinkTokens.add({
    object: 'admin_portal_link_token',
    id: toHex(state.newId('aplt')),
    admin_portal_link_id: state.newId('apl'),
    instance_id: state.instance.id,
    organization_id: organization_id ?? null,
    it_contact_id: it_contact_id ?? null,
    scopes: scopes ? [...scopes] : null,
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: now + (seconds_until_expiration ?? DEFAULT_SECONDS) * 1000,
    created_at: now,
    updated_at: now,
  })
  return { stored, token: state.newId('ticket') }
}

/** Revokes a token. A token that is revoked already stays unchanged. */
export function revokeAdminPortalLinkToken(
  state: State,
  token: AdminPortalLinkToken,
  reason: string | null,
): AdminPortalLinkToken {
  if (token.revoked) return token
  token.revoked = true
  token.revocation_reason = reason
  token.updated_at = state.clock.now()
  return token
}

/** Converts a stored admin portal link token to the form that the API sends. */
export function sendAdminPortalLinkToken(
  { clock }: State,
  token: AdminPortalLinkToken,
): AdminPortalLinkToken {
  return { ...token, expired: token.expiration !== null && clock.now() >= token.expiration }
}
