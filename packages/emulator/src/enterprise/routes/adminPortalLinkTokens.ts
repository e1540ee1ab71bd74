import type { AdminPortalLinkToken, CreateAdminPortalLinkTokenParams } from 'clerklet'
import { Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { toHex } from '../../core/ids.ts'
import { checkLength, checkRange, readBody } from '../../core/params.ts'
import { organizationOf } from '../../organizations/index.ts'
import type { State } from '../../state.ts'

/** `/admin_portal_link_tokens` */
export function adminPortalLinkTokens(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<CreateAdminPortalLinkTokenParams>(c, {
      organization_id: 'string',
      it_contact_id: 'string',
      scopes: 'string[]',
      seconds_until_expiration: 'number',
    })
    const { organization_id, it_contact_id, scopes, seconds_until_expiration } = body
    if (organization_id !== undefined) organizationOf(state, organization_id)
    checkLength('it_contact_id', it_contact_id, 1)
    for (const scope of scopes ?? []) checkLength('scopes', scope, 1)
    checkRange('seconds_until_expiration', seconds_until_expiration, 0, 86_400)
    const now = state.clock.now()
    const token = state.adminPortalLinkTokens.add({
      object: 'admin_portal_link_token',
      id: toHex(state.newId('aplt')),
      admin_portal_link_id: state.newId('apl'),
      instance_id: state.instance.id,
      organization_id: organization_id ?? null,
      it_contact_id: it_contact_id ?? null,
      scopes: scopes ?? null,
      revoked: false,
      revocation_reason: null,
      expired: false,
      expiration: now + (seconds_until_expiration ?? 3600) * 1000,
      created_at: now,
      updated_at: now,
    })
    return c.json({ ...send(state, token), token: state.newId('ticket') }, 201)
  })

  app.post('/:id/revoke', async (c) => {
    const id = c.req.param('id')
    const token = state.adminPortalLinkTokens.get(id)
    if (!token) throw notFound(`No admin portal link token was found with id ${id}`)
    const { revocation_reason = null } = await readBody<{ revocation_reason?: string | null }>(c, {
      revocation_reason: 'string?',
    })
    if (!token.revoked) {
      token.revoked = true
      token.revocation_reason = revocation_reason
      token.updated_at = state.clock.now()
    }
    return c.json(send(state, token))
  })
  return app
}

function send({ clock }: State, token: AdminPortalLinkToken): AdminPortalLinkToken {
  return { ...token, expired: token.expiration !== null && clock.now() >= token.expiration }
}
