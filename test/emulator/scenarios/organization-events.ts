import {
  assignPermissionToOrganizationRole,
  createOrganization,
  createOrganizationDomain,
  createOrganizationInvitation,
  createOrganizationMembership,
  createOrganizationPermission,
  createOrganizationRole,
  createUser,
  deleteOrganization,
  deleteOrganizationDomain,
  deleteOrganizationMembership,
  deleteOrganizationPermission,
  deleteOrganizationRole,
  deleteUser,
  mergeOrganizationMembershipMetadata,
  mergeOrganizationMetadata,
  revokeOrganizationInvitation,
  updateOrganization,
  updateOrganizationMembership,
  updateOrganizationPermission,
  updateOrganizationRole,
  verifyOrganizationDomainOwnership,
} from 'clerklet'
import { expect } from 'vitest'
import { enterByLink } from '../support/enterByLink.ts'
import { eventsAbout, eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'an organization sends events': async ({ ctx, emulator }) => {
    const { id, slug } = await createOrganization(ctx, { name: 'Engines' })
    await updateOrganization(ctx, id, { name: 'Looms' })
    await mergeOrganizationMetadata(ctx, id, { public_metadata: { a: 1 } })
    await deleteOrganization(ctx, id)
    expect(eventsAbout(emulator, 'organization')).toMatchObject([
      { type: 'organization.created', data: { name: 'Engines' } },
      { type: 'organization.updated', data: { name: 'Looms' } },
      { type: 'organization.updated', data: { public_metadata: { a: 1 } } },
      { type: 'organization.deleted', data: { id, slug, deleted: true } },
    ])
  },

  'memberships send events, also when the user is deleted': async ({ ctx, emulator }) => {
    const ada = await createUser(ctx, { username: 'adaking' })
    const bob = await createUser(ctx, { username: 'bobby' })
    const { id } = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
    await createOrganizationMembership(ctx, id, { user_id: bob.id, role: 'org:member' })
    await updateOrganizationMembership(ctx, id, bob.id, { role: 'org:admin' })
    await mergeOrganizationMembershipMetadata(ctx, id, bob.id, { public_metadata: { a: 1 } })
    await deleteOrganizationMembership(ctx, id, bob.id)
    await deleteUser(ctx, ada.id)
    const of = (user_id: string) => ({ public_user_data: { user_id } })
    expect(eventsAbout(emulator, 'organizationMembership')).toMatchObject([
      { type: 'organizationMembership.created', data: { role: 'org:admin', ...of(ada.id) } },
      { type: 'organizationMembership.created', data: { role: 'org:member', ...of(bob.id) } },
      { type: 'organizationMembership.updated', data: { role: 'org:admin', ...of(bob.id) } },
      { type: 'organizationMembership.updated', data: { public_metadata: { a: 1 } } },
      { type: 'organizationMembership.deleted', data: of(bob.id) },
      { type: 'organizationMembership.deleted', data: of(ada.id) },
    ])
  },

  'invitations send events, and events of their e-mails unless notify is false': async ({
    ctx,
    emulator,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const bob = { email_address: 'bob@example.com', role: 'org:member' }
    const first = await createOrganizationInvitation(ctx, id, bob)
    await revokeOrganizationInvitation(ctx, id, first.id)
    const second = await createOrganizationInvitation(ctx, id, { ...bob, notify: false })
    await enterByLink(emulator, second.url)
    expect(eventsAbout(emulator, 'organizationInvitation')).toMatchObject([
      { type: 'organizationInvitation.created', data: first },
      { type: 'organizationInvitation.revoked', data: { id: first.id } },
      { type: 'organizationInvitation.created', data: second },
      {
        type: 'organizationInvitation.accepted',
        data: { id: second.id, user_id: expect.stringMatching(/^user_/) },
      },
    ])
    expect(eventsAbout(emulator, 'email')).toMatchObject([
      { data: { slug: 'organization_invitation', data: { action_url: first.url } } },
    ])
  },

  'domains of organizations send events, but a repeated verification sends none': async ({
    ctx,
    emulator,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const domain = await createOrganizationDomain(ctx, id, { name: 'engines.example' })
    await verifyOrganizationDomainOwnership(ctx, id, domain.id)
    await verifyOrganizationDomainOwnership(ctx, id, domain.id)
    await deleteOrganizationDomain(ctx, id, domain.id)
    expect(eventsOf(emulator, 'organizationDomain')).toEqual([
      'organizationDomain.created',
      'organizationDomain.updated',
      'organizationDomain.deleted',
    ])
  },

  'roles and permissions send events': async ({ ctx, emulator }) => {
    expect(eventsOf(emulator, 'role')).toEqual([])
    const permission = await createOrganizationPermission(ctx, {
      name: 'Read invoices',
      key: 'org:invoices:read',
    })
    const role = await createOrganizationRole(ctx, { name: 'Accountant', key: 'org:accountant' })
    await updateOrganizationRole(ctx, role.id, { name: 'Cashier' })
    await assignPermissionToOrganizationRole(ctx, role.id, permission.id)
    await updateOrganizationPermission(ctx, permission.id, { name: 'See invoices' })
    await deleteOrganizationRole(ctx, role.id)
    await deleteOrganizationPermission(ctx, permission.id)
    expect(eventsAbout(emulator, 'role')).toMatchObject([
      { type: 'role.created', data: { name: 'Accountant' } },
      { type: 'role.updated', data: { name: 'Cashier', permissions: [] } },
      { type: 'role.updated', data: { permissions: [{ key: 'org:invoices:read' }] } },
      { type: 'role.deleted', data: { id: role.id } },
    ])
    expect(eventsOf(emulator, 'permission')).toEqual([
      'permission.created',
      'permission.updated',
      'permission.deleted',
    ])
  },
}
