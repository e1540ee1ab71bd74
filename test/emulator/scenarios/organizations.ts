import {
  createOrganization,
  createOrganizationDomain,
  createOrganizationInvitation,
  createOrganizationMembership,
  createUser,
  deleteOrganization,
  deleteOrganizationLogo,
  getOrganization,
  listInstanceOrganizationDomains,
  listInstanceOrganizationInvitations,
  listInstanceOrganizationMemberships,
  listOrganizationMemberships,
  listOrganizations,
  listUserOrganizationMemberships,
  mergeOrganizationMetadata,
  replaceOrganizationMetadata,
  updateOrganization,
  updateOrganizationLogo,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const names = ({ data }: { data: { name: string }[] }) => data.map(({ name }) => name)

export const scenarios: Scenarios = {
  'an organization is created, read by id and slug, changed, listed and deleted': async ({
    ctx,
    refused,
  }) => {
    const created = await createOrganization(ctx, { name: 'Analytical Engines' })
    expect(created).toMatchObject({ slug: 'analytical-engines', max_allowed_memberships: 5 })
    expect(await getOrganization(ctx, created.id)).toEqual(created)
    expect(await getOrganization(ctx, 'analytical-engines')).toEqual(created)
    expect(created.self_serve_sso_enabled).toBe(false)
    const sso = { self_serve_sso_enabled: true }
    expect(await updateOrganization(ctx, created.id, sso)).toMatchObject(sso)
    const changed = await updateOrganization(ctx, created.id, { name: 'Engines', slug: 'engines' })
    expect(changed.self_serve_sso_enabled).toBe(true)
    expect(changed).toMatchObject({ name: 'Engines', slug: 'engines' })
    await refused(getOrganization(ctx, 'analytical-engines'), 404, 'resource_not_found')
    expect(await listOrganizations(ctx)).toEqual({ data: [changed], total_count: 1 })
    expect(await deleteOrganization(ctx, created.id)).toMatchObject({ deleted: true })
    await refused(deleteOrganization(ctx, created.id), 404, 'resource_not_found')
    expect(await listOrganizations(ctx)).toEqual({ data: [], total_count: 0 })
  },

  'the creator of an organization becomes its admin': async ({ ctx, emulator, refused }) => {
    const { id } = await createUser(ctx, { username: 'adaking' })
    const organization = await createOrganization(ctx, { name: 'Engines', created_by: id })
    const { data } = await listOrganizationMemberships(ctx, organization.id)
    expect(data).toMatchObject([{ role: 'org:admin', public_user_data: { identifier: 'adaking' } }])
    await refused(
      createOrganization(ctx, { name: 'Engines', created_by: 'user_nobody' }),
      400,
      'organization_creator_not_found',
    )
    const { session } = await emulator.signIn(id)
    expect(session.last_active_organization_id).toBe(organization.id)
  },

  'a user cannot create more organizations than their limit': async ({ ctx, refused }) => {
    const { id } = await createUser(ctx, { username: 'adaking', create_organizations_limit: 1 })
    const first = await createOrganization(ctx, { name: 'One', created_by: id })
    const second = { name: 'Two', created_by: id }
    await refused(createOrganization(ctx, second), 403, 'org_creation_limit_exceeded')
    await deleteOrganization(ctx, first.id)
    await createOrganization(ctx, second)
  },

  'a slug belongs to one organization': async ({ ctx, refused }) => {
    const first = await createOrganization(ctx, { name: 'Engines', slug: 'engines' })
    const taken = createOrganization(ctx, { name: 'Other', slug: 'engines' })
    await refused(taken, 422, 'form_identifier_exists')
    const other = await createOrganization(ctx, { name: 'Engines' })
    expect(other.slug).toMatch(/^engines-\d+$/)
    const renamed = updateOrganization(ctx, other.id, { slug: 'engines' })
    await refused(renamed, 422, 'form_identifier_exists')
    await refused(
      createOrganization(ctx, { name: 'Bad', slug: 'No Slug' }),
      422,
      'form_param_format_invalid',
    )
    await deleteOrganization(ctx, first.id)
    await updateOrganization(ctx, other.id, { slug: 'engines' })
  },

  'a slug is refused when slugs are disabled': async ({ ctx, emulator, refused }) => {
    emulator.seed({ settings: { organizations: { slug_disabled: true } } })
    await refused(createOrganization(ctx, { name: 'A', slug: 'a' }), 403, 'feature_not_enabled')
    await createOrganization(ctx, { name: 'A' })
  },

  'operations of organizations are refused when organizations are disabled': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({ settings: { organizations: { enabled: false } } })
    await refused(listOrganizations(ctx), 403, 'organization_not_enabled_in_instance')
  },

  'a name cannot contain URLs or HTML, or more than 256 characters': async ({ ctx, refused }) => {
    for (const name of ['See https://example.com', '<b>Engines</b>']) {
      await refused(createOrganization(ctx, { name }), 422, 'form_param_value_invalid')
    }
    const long = createOrganization(ctx, { name: 'x'.repeat(257) })
    await refused(long, 422, 'form_param_max_length_exceeded')
    await refused(createOrganization(ctx, { name: '' }), 422, 'form_param_missing')
  },

  'metadata is merged or replaced, up to 8 KB': async ({ ctx, refused }) => {
    const { id } = await createOrganization(ctx, {
      name: 'Engines',
      public_metadata: { plan: { name: 'gold', seats: 3 }, since: 1837 },
    })
    const merged = await mergeOrganizationMetadata(ctx, id, {
      public_metadata: { plan: { seats: 5 }, since: null },
    })
    expect(merged.public_metadata).toEqual({ plan: { name: 'gold', seats: 5 } })
    const replaced = await replaceOrganizationMetadata(ctx, id, { private_metadata: { a: null } })
    expect(replaced).toMatchObject({
      public_metadata: { plan: { name: 'gold', seats: 5 } },
      private_metadata: { a: null },
    })
    const large = { public_metadata: { text: 'x'.repeat(8192) } }
    for (const change of [mergeOrganizationMetadata, replaceOrganizationMetadata]) {
      await refused(change(ctx, id, large), 422, 'form_param_exceeds_allowed_size')
      await refused(change(ctx, 'org_none', {}), 404, 'resource_not_found')
    }
  },

  'since version 2026-05-12, an update does not accept metadata': async ({ ctx, refused }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    // The type no longer has metadata, but older callers may still send it.
    const params = { public_metadata: { plan: 'gold' } } as object
    await refused(updateOrganization(ctx, id, params), 422, 'form_param_unknown')
    const older = await updateOrganization(ctx, id, params, { apiVersion: '2025-11-10' })
    expect(older.public_metadata).toEqual({ plan: 'gold' })
  },

  'lists are filtered by text, ids and members, and ordered': async ({ ctx, refused }) => {
    const ada = await createUser(ctx, { username: 'adaking' })
    const bob = await createUser(ctx, { username: 'bobby' })
    const engines = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
    const looms = await createOrganization(ctx, { name: 'Looms', created_by: bob.id })
    await createOrganizationMembership(ctx, looms.id, { user_id: ada.id, role: 'org:member' })
    expect(names(await listOrganizations(ctx))).toEqual(['Looms', 'Engines'])
    expect(names(await listOrganizations(ctx, { query: 'ENG' }))).toEqual(['Engines'])
    expect(names(await listOrganizations(ctx, { query: looms.id }))).toEqual(['Looms'])
    expect(names(await listOrganizations(ctx, { user_id: [bob.id] }))).toEqual(['Looms'])
    const without = { user_id: [ada.id, `-${bob.id}`] }
    expect(names(await listOrganizations(ctx, without))).toEqual(['Engines'])
    const other = { organization_id: [`-${engines.id}`] }
    expect(names(await listOrganizations(ctx, other))).toEqual(['Looms'])
    expect(names(await listOrganizations(ctx, { order_by: '-members_count' }))).toEqual([
      'Looms',
      'Engines',
    ])
    expect(names(await listOrganizations(ctx, { order_by: 'name', limit: 1 }))).toEqual(['Engines'])
    await refused(listOrganizations(ctx, { order_by: 'size' }), 422, 'form_param_value_invalid')
  },

  'counts and missing_member_with_elevated_permissions are included on request': async ({
    ctx,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    expect(await getOrganization(ctx, id)).not.toHaveProperty('members_count')
    const asked = {
      include_members_count: true,
      include_missing_member_with_elevated_permissions: true,
    }
    expect(await getOrganization(ctx, id, asked)).toMatchObject({
      members_count: 0,
      missing_member_with_elevated_permissions: true,
    })
    const ada = await createUser(ctx, { username: 'adaking' })
    await createOrganizationMembership(ctx, id, { user_id: ada.id, role: 'org:admin' })
    const { data } = await listOrganizations(ctx, asked)
    expect(data).toMatchObject([
      { members_count: 1, missing_member_with_elevated_permissions: false },
    ])
  },

  'a deleted organization leaves no memberships, invitations or domains': async ({
    ctx,
    emulator,
  }) => {
    const ada = await createUser(ctx, { username: 'adaking' })
    const { id } = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
    await createOrganizationDomain(ctx, id, { name: 'engines.example' })
    const invitation = { email_address: 'bob@example.com', role: 'org:member' }
    await createOrganizationInvitation(ctx, id, invitation)
    const { session } = await emulator.signIn(ada.id)
    await deleteOrganization(ctx, id)
    expect(await listInstanceOrganizationMemberships(ctx)).toEqual({ data: [], total_count: 0 })
    expect(await listInstanceOrganizationInvitations(ctx)).toEqual({ data: [], total_count: 0 })
    expect(await listInstanceOrganizationDomains(ctx)).toEqual({ data: [], total_count: 0 })
    expect(await listUserOrganizationMemberships(ctx, ada.id)).toEqual({ data: [], total_count: 0 })
    expect(session.last_active_organization_id).toBeNull()
  },

  'a logo is set, served and removed': async ({ ctx, emulator, refused }) => {
    const { id, image_url } = await createOrganization(ctx, { name: 'Engines' })
    const file = new Blob(['png'], { type: 'image/png' })
    await refused(deleteOrganizationLogo(ctx, id), 404, 'image_not_found')
    const updated = await updateOrganizationLogo(ctx, id, { file })
    expect(updated).toMatchObject({ has_image: true, logo_url: updated.image_url })
    expect(await (await emulator.fetch(updated.image_url ?? '')).text()).toBe('png')
    expect(await deleteOrganizationLogo(ctx, id)).toMatchObject({ has_image: false, image_url })
    const text = new Blob(['text'], { type: 'text/plain' })
    await refused(updateOrganizationLogo(ctx, id, { file: text }), 415, 'unsupported_content_type')
    const by = { file, uploader_user_id: 'user_nobody' }
    await refused(updateOrganizationLogo(ctx, id, by), 404, 'resource_not_found')
  },

  'a lower membership limit keeps the current members': async ({ ctx, refused }) => {
    const ada = await createUser(ctx, { username: 'adaking' })
    const { id } = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
    await updateOrganization(ctx, id, { max_allowed_memberships: 1 })
    const negative = updateOrganization(ctx, id, { max_allowed_memberships: -1 })
    await refused(negative, 422, 'form_param_value_invalid')
    await refused(updateOrganization(ctx, 'org_none', {}), 404, 'resource_not_found')
    const { total_count } = await listOrganizationMemberships(ctx, id)
    expect(total_count).toBe(1)
  },
}
