import type { CreateAdminPortalLinkTokenParams } from 'clerklet'
import { Hono } from 'hono'
import { readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addAdminPortalLinkToken,
  adminPortalLinkTokenOf,
  revokeAdminPortalLinkToken,
  sendAdminPortalLinkToken,
} from '../adminPortalLinkTokens.ts'

/** The routes of `/admin_portal_link_tokens`. */
export function adminPortalLinkTokens(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<CreateAdminPortalLinkTokenParams>(c, {
      organization_id: 'string',
      it_contact_id: 'string',
      scopes: 'string[]',
      seconds_until_expiration: 'number',
    })
    const { stored, token } = addAdminPortalLinkToken(state, body)
    return c.json({ ...sendAdminPortalLinkToken(state, stored), token }, 201)
  })

  app.post('/:id/revoke', async (c) => {
    const token = adminPortalLinkTokenOf(state, c.req.param('id'))
    const { revocation_reason = null } = await readBody<{ revocation_reason?: string | null }>(c, {
      revocation_reason: 'string?',
    })
    revokeAdminPortalLinkToken(state, token, revocation_reason)
    return c.json(sendAdminPortalLinkToken(state, token))
  })
  return app
}
