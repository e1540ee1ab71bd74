import type {
  CreateOrganizationParams,
  OrganizationInvitationPublicOrganizationData,
} from 'clerklet'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import { emit } from '../core/events.ts'
import { defaultImage } from '../core/images.ts'
import { checkSize, type MetadataChanges, mergeMetadata } from '../core/metadata.ts'
import { checkLength } from '../core/params.ts'
import { take } from '../core/settings.ts'
import { claim, ownerOf } from '../core/unique.ts'
import type { State } from '../state.ts'
import { addMembership, touchMembership } from './memberships.ts'
import { initialRoleSet, reassignRest, roleSetOf } from './roleSets.ts'
import { roleOf } from './roles.ts'
import { sendOrganization } from './sendOrganization.ts'
import type { StoredOrganization } from './store.ts'

/** The parameters of `createOrganization`, in a seed or in a request. */
export interface OrganizationParams extends Omit<CreateOrganizationParams, 'created_at'> {
  /** A `Date`, or text in RFC 3339. */
  created_at?: string | Date | null | undefined
}

/** The default number of organizations that a user may create. */
const CREATED_PER_USER = 100

/** Returns the organization with the given id or slug. Refuses any other text with 404. */
export function organizationOf(state: State, idOrSlug: string): StoredOrganization {
  const { organizations } = state
  const found =
    organizations.get(idOrSlug) ??
    organizations.get(ownerOf(state, 'organization_slug', idOrSlug) ?? '')
  if (!found) throw notFound('Given organization not found.')
  return found
}

/** Creates an organization. The user `created_by`, if any, is its first member. Refuses the parameters that the API refuses. */
export function addOrganization(
  state: State,
  params: OrganizationParams & { id?: string | undefined },
): StoredOrganization {
  const { organizations: rules } = state.settings
  const { public_metadata, private_metadata, created_by } = params
  checkName(params.name)
  if (created_by) checkCreator(state, created_by)
  checkSize('public_metadata', public_metadata)
  checkSize('private_metadata', private_metadata)
  const roleSet = params.role_set_key
    ? roleSetOf(state, params.role_set_key)
    : initialRoleSet(state)
  const now = state.clock.now()
  const id = params.id ?? state.newId('org')
  const slug = params.slug ? checkSlug(state, params.slug) : freeSlug(state, params.name)
  claim(state, 'organization_slug', slug, id, 'slug')
  const organization = state.organizations.add({
    object: 'organization',
    id,
    name: params.name,
    slug,
    image_url: defaultImage(id),
    has_image: false,
    max_allowed_memberships: params.max_allowed_memberships ?? rules.max_allowed_memberships,
    admin_delete_enabled: rules.admin_delete_enabled,
    self_serve_sso_enabled: false,
    public_metadata: public_metadata ?? {},
    private_metadata: private_metadata ?? {},
    ...(created_by && { created_by }),
    created_at: params.created_at ? new Date(params.created_at).getTime() : now,
    updated_at: now,
    role_set_id: roleSet.id,
  })
  emit(state, 'organization.created', sendOrganization(state, organization))
  if (created_by) {
    const { key } = roleOf(state, roleSet.creator_role_id)
    addMembership(state, organization, { user_id: created_by, role: key })
  }
  return organization
}

/** Records activity in a session in which the organization is active. */
export function noteOrganizationActivity({ clock, organizations }: State, id: string): void {
  const organization = organizations.get(id)
  if (organization) organization.last_active_at = clock.now()
}

/** The parameters of {@link changeOrganization}. */
export interface OrganizationChanges {
  name?: string | null
  slug?: string | null
  max_allowed_memberships?: number | null
  admin_delete_enabled?: boolean | null
  self_serve_sso_enabled?: boolean | null
  created_at?: string | null
  role_set_key?: string | null
  public_metadata?: Record<string, unknown> | null
  private_metadata?: Record<string, unknown> | null
}

/** Changes the given values of an organization. */
export function changeOrganization(
  state: State,
  organization: StoredOrganization,
  { name, slug, created_at, role_set_key, ...rest }: OrganizationChanges,
): StoredOrganization {
  if (name) checkName(name)
  checkSize('public_metadata', rest.public_metadata)
  checkSize('private_metadata', rest.private_metadata)
  const roleSet = role_set_key ? roleSetOf(state, role_set_key) : undefined
  if (slug) {
    checkSlug(state, slug)
    claim(state, 'organization_slug', slug, organization.id, 'slug', organization.slug)
    organization.slug = slug
  }
  if (name) organization.name = name
  if (created_at) {
    state.organizations.delete(organization.id)
    organization.created_at = Date.parse(created_at)
    state.organizations.add(organization)
  }
  if (roleSet) {
    state.organizations.set(organization, 'role_set_id', roleSet.id)
    for (const one of reassignRest(state, organization.id, roleSet)) touchMembership(state, one)
  }
  take(organization, rest)
  return touchOrganization(state, organization)
}

/** Merges the given metadata fields. When a field becomes too large, no field is changed. */
export function mergeOrganizationMetadata(
  state: State,
  organization: StoredOrganization,
  changes: MetadataChanges,
): StoredOrganization {
  mergeMetadata(organization, changes)
  return touchOrganization(state, organization)
}

/** Sets the logo of an organization. */
export function setLogo(
  state: State,
  organization: StoredOrganization,
  url: string,
): StoredOrganization {
  organization.image_url = url
  organization.has_image = true
  return touchOrganization(state, organization)
}

/** Replaces the logo of an organization by the default image. Refuses an organization without a logo with 404. */
export function removeLogo(state: State, organization: StoredOrganization): StoredOrganization {
  if (!organization.has_image) throw new Refusal(404, entry('image_not_found', 'Image not found'))
  organization.image_url = defaultImage(organization.id)
  organization.has_image = false
  return touchOrganization(state, organization)
}

/** Records that an organization has changed, and emits `organization.updated`. */
export function touchOrganization(
  state: State,
  organization: StoredOrganization,
): StoredOrganization {
  organization.updated_at = state.clock.now()
  emit(state, 'organization.updated', sendOrganization(state, organization))
  return organization
}

/** The public data of an organization, which users see in invitations and suggestions. */
export function publicOrganizationData({
  id,
  name,
  slug,
  image_url,
  has_image,
}: StoredOrganization): OrganizationInvitationPublicOrganizationData {
  return { id, name, slug, image_url, has_image }
}

function checkName(name: string): void {
  checkLength('name', name, 1, 256)
  if (/https?:\/\/|www\.|<[a-z/!]/i.test(name)) {
    throw invalid(
      'name',
      'form_param_value_invalid',
      'invalid organization name',
      'name must contain neither URLs nor HTML.',
    )
  }
}

function checkSlug({ settings }: State, slug: string): string {
  if (settings.organizations.slug_disabled) {
    throw new Refusal(
      403,
      entry('feature_not_enabled', 'not enabled', 'Organization slugs are not enabled.', {
        param_name: 'slug',
      }),
    )
  }
  if (!/^[a-z0-9-]+$/.test(slug)) {
    throw invalid(
      'slug',
      'form_param_format_invalid',
      'is invalid',
      'slug must be lowercase letters, digits and dashes.',
    )
  }
  return slug
}

/**
 * Makes a slug from the name of an organization. If the slug is taken, appends a number: the current time in seconds, or the
 * first free number after it.
 */
function freeSlug(state: State, name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  let slug = plain || 'organization'
  let number = Math.floor(state.clock.now() / 1000)
  while (ownerOf(state, 'organization_slug', slug)) slug = `${plain || 'organization'}-${number++}`
  return slug
}

function checkCreator(state: State, userId: string): void {
  const user = state.users.get(userId)
  if (!user) {
    throw new Refusal(
      400,
      entry(
        'organization_creator_not_found',
        'creator not found',
        `No users found with id ${userId}.`,
      ),
    )
  }
  const limit = user.create_organizations_limit ?? CREATED_PER_USER
  if (limit && state.organizations.count('created_by', userId) >= limit) {
    throw new Refusal(
      403,
      entry(
        'org_creation_limit_exceeded',
        'organization creation limit exceeded',
        `The user has created ${limit} organizations and may not create more.`,
      ),
    )
  }
}
