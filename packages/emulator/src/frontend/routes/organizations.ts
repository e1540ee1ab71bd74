import type { OrganizationDomain, User } from 'clerklet'
import { type Context, Hono } from 'hono'
import { organizationsOnly } from '../../core/auth.ts'
import { entry, Refusal } from '../../core/errors.ts'
import { addImage, readImage } from '../../core/images.ts'
import { inOrder, listOf, queryOf } from '../../core/lists.ts'
import { required } from '../../core/params.ts'
import {
  addInvitations,
  addOrganization,
  changeOrganization,
  checkPermission,
  findMembers,
  INVITES,
  invitationOf,
  organizationOf,
  pendingOf,
  removeLogo,
  revokeInvitation,
  roleOf,
  roleSetOf,
  type StoredInvitation,
  type StoredOrganization,
  sendOrganizationDomain,
  sendRole,
  setLogo,
  withStatus,
} from '../../organizations/index.ts'
import { checkMembership, type StoredClient } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { answer } from '../answers.ts'
import { readForm, readTexts } from '../forms.ts'
import { sendInvitation } from '../sendInvitation.ts'
import { sendMembership, sendOrganization } from '../sendOrganization.ts'
import { signedIn } from '../signedIn.ts'

/** The system permissions that some of these routes require of the calling member. */
const MANAGES = 'org:sys_profile:manage'
const READS_MEMBERS = 'org:sys_memberships:read'
const READS_DOMAINS = 'org:sys_domains:read'

/** The caller, who is a member of the organization in the path. */
interface Member {
  client: StoredClient
  user: User
  organization: StoredOrganization
}

/** `/organizations`: creates organizations, and serves the operations that the role of a member permits. */
export function organizations(state: State): Hono {
  const app = new Hono()
  app.use(organizationsOnly(state))

  app.post('/', async (c) => {
    const { client, user } = signedIn(state, c)
    const { name = '', slug } = await readForm(c)
    required({ name }, 'name')
    checkMayCreate(user)
    const created = addOrganization(state, { name, slug: slug || null, created_by: user.id })
    return answer(state, c, client, sendOrganization(state, created))
  })

  app.get('/:id', (c) => {
    const { client, organization } = member(c)
    return answer(state, c, client, sendOrganization(state, organization))
  })

  app.patch('/:id', async (c) => {
    const { client, organization } = member(c, MANAGES)
    const { name = null, slug = null } = await readForm(c)
    changeOrganization(state, organization, { name, slug })
    return answer(state, c, client, sendOrganization(state, organization))
  })

  app.put('/:id/logo', async (c) => {
    const { client, organization } = member(c, MANAGES)
    setLogo(state, organization, await addImage(c, state, organization.id, await readImage(c)))
    return answer(state, c, client, sendOrganization(state, organization))
  })

  app.delete('/:id/logo', (c) => {
    const { client, organization } = member(c, MANAGES)
    const { id, slug } = removeLogo(state, organization)
    return answer(state, c, client, { object: 'organization', id, slug, deleted: true })
  })

  app.get('/:id/memberships', (c) => {
    const { client, organization } = member(c, READS_MEMBERS)
    const found = findMembers(state, organization, queryOf(c))
    const list = listOf(c, found, {
      envelope: 'on-request',
      send: (one) => sendMembership(state, one),
    })
    return answer(state, c, client, list)
  })

  app.get('/:id/roles', (c) => {
    const { client, organization } = member(c)
    const roles = roleSetOf(state, organization.role_set_id).role_ids.map((id) => roleOf(state, id))
    const list = listOf(c, roles, { send: (role) => sendRole(state, role) })
    return answer(state, c, client, { ...list, has_role_set_migration: false })
  })

  app.get('/:id/domains', (c) => {
    const { client, organization } = member(c, READS_DOMAINS)
    const domains = state.organizationDomains
      .where('organization_id', organization.id)
      .map((domain) => sendOrganizationDomain(state, domain))
      .filter(domainFilter(queryOf(c)))
    return answer(state, c, client, listOf(c, domains))
  })

  // The list is always empty: the emulator has no route that accepts a suggestion, so no user can request a membership.
  app.get('/:id/membership_requests', (c) => {
    const { client } = member(c, INVITES)
    return answer(state, c, client, listOf(c, []))
  })

  app.get('/:id/invitations', (c) => {
    const { client, organization } = member(c, INVITES)
    const all = state.organizationInvitations.where('organization_id', organization.id)
    const found = withStatus(state, queryOf(c), newestFirst(all))
    return answer(state, c, client, listOf(c, found, { send }))
  })

  app.get('/:id/invitations/pending', (c) => {
    const { client, organization } = member(c, INVITES)
    const pending = newestFirst(pendingOf(state, organization.id))
    return answer(state, c, client, pending.map(send))
  })

  app.post('/:id/invitations', async (c) => {
    const { client, user, organization } = member(c, INVITES)
    const { email_address = '', role = '', notify } = await readForm(c)
    const [made] = invite(organization, user, [email_address], role, notify)
    return answer(state, c, client, made)
  })

  app.post('/:id/invitations/bulk', async (c) => {
    const { client, user, organization } = member(c, INVITES)
    const { role = '', notify } = await readForm(c)
    const addresses = await readTexts(c, 'email_address')
    return answer(state, c, client, invite(organization, user, addresses, role, notify))
  })

  app.post('/:id/invitations/:invitation/revoke', (c) => {
    const { client, organization } = member(c, INVITES)
    const invitation = invitationOf(state, organization, c.req.param('invitation'))
    return answer(state, c, client, send(revokeInvitation(state, invitation)))
  })

  function member(c: Context, permission?: string): Member {
    const { client, user } = signedIn(state, c)
    const organization = organizationOf(state, c.req.param('id') ?? '')
    checkMembership(state, user.id, organization.id)
    if (permission) checkPermission(state, organization, user.id, permission)
    return { client, user, organization }
  }

  function invite(
    organization: StoredOrganization,
    { id: inviter_user_id }: User,
    addresses: string[],
    role: string,
    notify: string | undefined,
  ) {
    const [email_address] = addresses
    required({ email_address, role }, 'email_address', 'role')
    const items = addresses.map((address) => ({
      email_address: address,
      role,
      inviter_user_id,
      notify: notify !== 'false',
    }))
    return addInvitations(state, organization, items).map(send)
  }

  function send(invitation: StoredInvitation) {
    return sendInvitation(state, invitation)
  }
  return app
}

function newestFirst(invitations: StoredInvitation[]): StoredInvitation[] {
  return inOrder(new URLSearchParams(), invitations, { created_at: ({ created_at }) => created_at })
}

function checkMayCreate({ create_organization_enabled }: User): void {
  if (create_organization_enabled) return
  throw new Refusal(
    403,
    entry(
      'authorization_invalid',
      'Unauthorized request',
      'The user may not create organizations: create_organization_enabled is false.',
    ),
  )
}

function domainFilter(query: URLSearchParams): (domain: OrganizationDomain) => boolean {
  const verified = query.get('verified')
  const mode = query.get('enrollment_mode')
  return ({ verification, enrollment_mode }) =>
    (verified === null || (verification?.status === 'verified') === (verified === 'true')) &&
    (mode === null || enrollment_mode === mode)
}
