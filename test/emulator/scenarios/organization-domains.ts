import {
  createEmailAddress,
  createOrganization,
  createOrganizationDomain,
  createOrganizationInvitation,
  createOrganizationMembership,
  createUser,
  deleteOrganization,
  deleteOrganizationDomain,
  deleteOrganizationMembership,
  deleteUser,
  listInstanceOrganizationDomains,
  listOrganizationDomains,
  listOrganizationInvitations,
  listUserOrganizationInvitations,
  revokeOrganizationInvitation,
  updateEmailAddress,
  updateOrganizationDomain,
  verifyOrganizationDomainOwnership,
} from 'clerklet'
import { expect } from 'vitest'
import { enterByLink } from '../support/enterByLink.ts'
import { eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

type Ctx = Parameters<typeof createUser>[0]

const withEmail = (ctx: Ctx, email: string, status: 'verified' | 'reserved' = 'verified') =>
  createUser(ctx, {
    email_address: [email],
    email_address_identification_status: [status],
  })

/** Lists the addresses with a pending invitation to an organization, oldest first. */
const invited = async (ctx: Ctx, id: string) => {
  const { data } = await listOrganizationInvitations(ctx, id, {
    status: 'pending',
    order_by: '+created_at',
  })
  return data.map(({ email_address }) => email_address)
}

const names = ({ data }: { data: { name: string }[] }) => data.map(({ name }) => name)

export const scenarios: Scenarios = {
  'a domain is added, changed, verified and removed': async ({ ctx, refused }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const domain = await createOrganizationDomain(ctx, id, { name: 'Engines.example' })
    expect(domain).toMatchObject({
      name: 'engines.example',
      enrollment_mode: 'manual_invitation',
      verification: { status: 'verified' },
      ownership_verification: null,
    })
    const changed = await updateOrganizationDomain(ctx, id, domain.id, {
      enrollment_mode: 'automatic_suggestion',
      verified: false,
    })
    expect(changed).toMatchObject({ enrollment_mode: 'automatic_suggestion', verification: null })
    const owned = await verifyOrganizationDomainOwnership(ctx, id, domain.id)
    expect(owned.ownership_verification).toMatchObject({
      status: 'verified',
      strategy: 'manual_override',
    })
    expect(await verifyOrganizationDomainOwnership(ctx, id, domain.id)).toEqual(owned)
    expect(await listOrganizationDomains(ctx, id)).toEqual({ data: [owned], total_count: 1 })
    expect(await deleteOrganizationDomain(ctx, id, domain.id)).toMatchObject({ deleted: true })
    for (const call of [deleteOrganizationDomain, verifyOrganizationDomainOwnership]) {
      await refused(call(ctx, id, domain.id), 404, 'resource_not_found')
    }
    await refused(updateOrganizationDomain(ctx, id, domain.id, {}), 404, 'resource_not_found')
    await refused(listOrganizationDomains(ctx, 'org_none'), 404, 'resource_not_found')
  },

  'a verified domain belongs to one organization, and common domains are refused': async ({
    ctx,
    refused,
  }) => {
    const engines = await createOrganization(ctx, { name: 'Engines' })
    const looms = await createOrganization(ctx, { name: 'Looms' })
    const add = (organizationId: string, name: string, verified?: boolean) =>
      createOrganizationDomain(ctx, organizationId, { name, verified })
    await add(engines.id, 'shared.example')
    const code = 'organization_domain_already_exists'
    await refused(add(engines.id, 'shared.example', false), 422, code)
    await refused(add(looms.id, 'shared.example'), 422, code)
    const { id } = await add(looms.id, 'shared.example', false)
    const verified = updateOrganizationDomain(ctx, looms.id, id, { verified: true })
    await refused(verified, 422, code)
    await refused(add(looms.id, 'gmail.com'), 422, 'organization_domain_common')
    await refused(add(looms.id, 'no domain'), 422, 'form_param_format_invalid')
    await deleteOrganization(ctx, engines.id)
    await updateOrganizationDomain(ctx, looms.id, id, { verified: true })
  },

  'the settings of the instance limit domains and their modes': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    emulator.seed({
      settings: {
        organizations: { domains_enrollment_modes: ['manual_invitation'], max_allowed_domains: 1 },
      },
    })
    const automatic = { name: 'a.example', enrollment_mode: 'automatic_invitation' } as const
    await refused(
      createOrganizationDomain(ctx, id, automatic),
      403,
      'organization_domain_enrollment_mode_not_enabled',
    )
    await createOrganizationDomain(ctx, id, { name: 'a.example' })
    await refused(
      createOrganizationDomain(ctx, id, { name: 'b.example' }),
      403,
      'organization_domain_quota_exceeded',
    )
    emulator.seed({ settings: { organizations: { domains_enabled: false } } })
    const off = createOrganizationDomain(ctx, id, { name: 'c.example' })
    await refused(off, 403, 'feature_not_enabled')
  },

  'lists are filtered by mode, verification and name': async ({ ctx, refused }) => {
    const engines = await createOrganization(ctx, { name: 'Engines' })
    const looms = await createOrganization(ctx, { name: 'Looms' })
    await createOrganizationDomain(ctx, engines.id, { name: 'a.example', verified: false })
    await createOrganizationDomain(ctx, engines.id, {
      name: 'b.example',
      enrollment_mode: 'automatic_invitation',
    })
    await createOrganizationDomain(ctx, looms.id, {
      name: 'c.example',
      enrollment_mode: 'automatic_suggestion',
    })
    const own = (params: Parameters<typeof listOrganizationDomains>[2]) =>
      listOrganizationDomains(ctx, engines.id, params)
    expect(names(await own({ verified: 'false' }))).toEqual(['a.example'])
    expect(names(await own({ enrollment_mode: '-manual_invitation' }))).toEqual(['b.example'])

    const all = (params: Parameters<typeof listInstanceOrganizationDomains>[1]) =>
      listInstanceOrganizationDomains(ctx, params)
    expect(names(await all({}))).toEqual(['c.example', 'b.example', 'a.example'])
    expect(names(await all({ order_by: 'name', limit: 1 }))).toEqual(['a.example'])
    const automatic = ['automatic_invitation', 'automatic_suggestion']
    expect(names(await all({ enrollment_mode: automatic }))).toEqual(['c.example', 'b.example'])
    expect(names(await all({ enrollment_mode: ['-automatic_suggestion'] }))).toEqual([
      'b.example',
      'a.example',
    ])
    expect(names(await all({ domains: ['a.example', 'x.example'] }))).toEqual(['a.example'])
    expect(names(await all({ query: looms.id }))).toEqual(['c.example'])
    expect(names(await all({ query: 'B.EX' }))).toEqual(['b.example'])
    expect(names(await all({ organization_id: looms.id }))).toEqual(['c.example'])
    expect((await all({ query: 'c.' })).data[0]?.public_organization_data?.name).toBe('Looms')
    await refused(all({ query: ' ' }), 422, 'form_param_value_invalid')
    await refused(all({ enrollment_mode: ['none'] }), 422, 'form_param_value_invalid')
  },

  'a verified domain invites users with an address there, also those who add one later': async ({
    ctx,
    emulator,
  }) => {
    const ada = await withEmail(ctx, 'ada@engines.example')
    await withEmail(ctx, 'bob@engines.example', 'reserved')
    await withEmail(ctx, 'eve@looms.example')
    const { id } = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
    const domain = await createOrganizationDomain(ctx, id, {
      name: 'engines.example',
      enrollment_mode: 'automatic_invitation',
      verified: false,
    })
    const grace = await withEmail(ctx, 'grace@engines.example')
    expect(await invited(ctx, id)).toEqual([])

    const verified = await updateOrganizationDomain(ctx, id, domain.id, { verified: true })
    expect(verified).toMatchObject({ total_pending_invitations: 1, total_pending_suggestions: 0 })
    const own = await listUserOrganizationInvitations(ctx, grace.id)
    expect(own.data).toMatchObject([
      { organization_id: id, role: 'org:member', status: 'pending', public_inviter_data: null },
    ])

    await withEmail(ctx, 'hedy@engines.example')
    const joan = await createUser(ctx, { username: 'joan' })
    const second = await createEmailAddress(ctx, {
      user_id: joan.id,
      email_address: 'joan@engines.example',
    })
    const both = ['grace@engines.example', 'hedy@engines.example']
    expect(await invited(ctx, id)).toEqual(both)
    await updateEmailAddress(ctx, second.id ?? '', { verified: true })
    expect(await invited(ctx, id)).toEqual([...both, 'joan@engines.example'])
    expect(eventsOf(emulator, 'organizationInvitation')).toEqual(
      Array.from({ length: 3 }, () => 'organizationInvitation.created'),
    )
    expect(eventsOf(emulator, 'email')).toEqual([])
    await enterByLink(emulator, own.data[0]?.url)
    const [after] = (await listOrganizationDomains(ctx, id)).data
    expect(after?.total_pending_invitations).toBe(2)
  },

  'a domain invites each address once, within the membership limit of the organization': async ({
    ctx,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines', max_allowed_memberships: 2 })
    await createOrganizationInvitation(ctx, id, {
      email_address: 'ada@engines.example',
      role: 'org:member',
    })
    const domain = await createOrganizationDomain(ctx, id, {
      name: 'engines.example',
      enrollment_mode: 'automatic_invitation',
    })
    for (const name of ['ada', 'bob', 'eve']) await withEmail(ctx, `${name}@engines.example`)
    expect(await invited(ctx, id)).toEqual(['ada@engines.example', 'bob@engines.example'])
    const { data } = await listOrganizationInvitations(ctx, id, { status: 'pending' })
    for (const one of data) await revokeOrganizationInvitation(ctx, id, one.id)
    await updateOrganizationDomain(ctx, id, domain.id, { verified: true })
    expect(await invited(ctx, id)).toEqual(['ada@engines.example', 'eve@engines.example'])
  },

  'a domain suggests its organization to a user until the user is a member': async ({
    ctx,
    emulator,
  }) => {
    const ada = await withEmail(ctx, 'ada@engines.example')
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const suggestions = async () =>
      (await listOrganizationDomains(ctx, id)).data[0]?.total_pending_suggestions
    await createOrganizationDomain(ctx, id, {
      name: 'engines.example',
      enrollment_mode: 'automatic_suggestion',
    })
    expect(await suggestions()).toBe(1)
    const bob = await withEmail(ctx, 'bob@engines.example')
    expect(await suggestions()).toBe(2)
    await createOrganizationMembership(ctx, id, { user_id: ada.id, role: 'org:admin' })
    expect(await suggestions()).toBe(1)
    await deleteUser(ctx, bob.id)
    expect(await suggestions()).toBe(0)
    expect(await invited(ctx, id)).toEqual([])
    emulator.restore(emulator.snapshot())
    await createOrganizationMembership(ctx, id, {
      user_id: (await createUser(ctx, { username: 'evelyn' })).id,
      role: 'org:admin',
    })
    await deleteOrganizationMembership(ctx, id, ada.id)
    expect(await suggestions()).toBe(1)
  },

  'deleting a domain revokes its invitations, but changing its mode does not': async ({
    ctx,
    emulator,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const domain = await createOrganizationDomain(ctx, id, {
      name: 'engines.example',
      enrollment_mode: 'automatic_invitation',
    })
    const ada = await withEmail(ctx, 'ada@engines.example')
    await withEmail(ctx, 'bob@engines.example')
    const manual = { enrollment_mode: 'manual_invitation' } as const
    const changed = await updateOrganizationDomain(ctx, id, domain.id, manual)
    expect(changed.total_pending_invitations).toBe(2)
    await withEmail(ctx, 'eve@engines.example')
    await deleteUser(ctx, ada.id)
    expect(await invited(ctx, id)).toEqual(['bob@engines.example'])
    await deleteOrganizationDomain(ctx, id, domain.id)
    expect(await invited(ctx, id)).toEqual([])
    expect(eventsOf(emulator, 'organizationInvitation')).toEqual([
      'organizationInvitation.created',
      'organizationInvitation.created',
      'organizationInvitation.revoked',
      'organizationInvitation.revoked',
    ])
  },

  'domains of a seed invite users of a seed, without events': async ({ ctx, emulator }) => {
    const automatic = { name: 'engines.example', enrollment_mode: 'automatic_invitation' } as const
    emulator.seed({
      users: [{ email_address: ['ada@engines.example'] }],
      organizations: [{ id: 'org_engines', name: 'Engines', domains: [automatic] }],
    })
    emulator.seed({ users: [{ email_address: ['bob@engines.example'] }] })
    expect(await invited(ctx, 'org_engines')).toEqual([
      'ada@engines.example',
      'bob@engines.example',
    ])
    expect(emulator.webhooks).toEqual([])
  },
}
