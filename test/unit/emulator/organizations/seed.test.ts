import {
  listInstanceOrganizationInvitations,
  listOrganizationDomains,
  listOrganizationMemberships,
  listOrganizationRoles,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const ada = { id: 'user_ada', email_address: ['ada@example.com'] }

describe('organizations of a seed', () => {
  test('default: members, invitations and domains are stored with their organization', async () => {
    const { strict: ctx } = emulate({
      seed: {
        users: [ada, { id: 'user_bob', username: 'bob' }],
        organizations: [
          {
            id: 'org_engines',
            name: 'Engines',
            created_by: 'user_ada',
            members: [{ user_id: 'user_bob', role: 'org:member', public_metadata: { desk: 7 } }],
            invitations: [
              { id: 'orginv_carol', email_address: 'carol@example.com', role: 'org:admin' },
            ],
            domains: [{ name: 'engines.example', enrollment_mode: 'automatic_invitation' }],
          },
        ],
      },
    })
    const members = await listOrganizationMemberships(ctx, 'org_engines', { order_by: 'username' })
    expect(members.data).toMatchObject([
      { role: 'org:member', public_metadata: { desk: 7 } },
      { role: 'org:admin', public_user_data: { user_id: 'user_ada' } },
    ])
    const invitations = await listInstanceOrganizationInvitations(ctx)
    expect(invitations.data).toMatchObject([{ id: 'orginv_carol', status: 'pending' }])
    const domains = await listOrganizationDomains(ctx, 'org_engines')
    expect(domains.data).toMatchObject([{ name: 'engines.example' }])
  })

  test('args: roles reference permissions by key, and members can have these roles', async () => {
    const { strict: ctx } = emulate({
      seed: {
        permissions: [{ id: 'perm_read', name: 'Read', key: 'org:invoices:read' }],
        roles: [
          { name: 'Accountant', key: 'org:accountant', permissions: ['org:invoices:read'] },
          { name: 'Guest', key: 'org:guest', include_in_initial_role_set: false },
        ],
        users: [ada],
        organizations: [
          {
            id: 'org_engines',
            name: 'Engines',
            members: [{ user_id: 'user_ada', role: 'org:accountant' }],
          },
        ],
      },
    })
    const { data } = await listOrganizationRoles(ctx, { query: 'org:accountant' })
    expect(data).toMatchObject([{ permissions: [{ id: 'perm_read' }] }])
    const members = await listOrganizationMemberships(ctx, 'org_engines')
    expect(members.data).toMatchObject([{ permissions: ['org:invoices:read'] }])
  })

  test('args: settings of a seed apply to its other data', async () => {
    const emulator = emulate({ seed: { settings: { organizations: { max_allowed_roles: 2 } } } })
    const role = { name: 'Guest', key: 'org:guest' }
    expect(() => emulator.seed({ roles: [role] })).toThrow('at most 2 organization roles')
    emulator.seed({ settings: { organizations: { max_allowed_roles: 3 } }, roles: [role] })
  })

  test.each([
    [{ name: 'A', created_by: 'user_none' }, 'No users found with id user_none'],
    [{ name: 'A', members: [{ user_id: 'user_ada', role: 'admin' }] }, 'with key admin'],
    [{ name: 'A', slug: 'No slug' }, 'slug must be'],
  ])('error: an organization that the API would refuse: %j', (organization, message) => {
    expect(() => emulate({ seed: { users: [ada], organizations: [organization] } })).toThrow(
      message,
    )
  })
})
