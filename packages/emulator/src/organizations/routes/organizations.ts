import { type Context, Hono } from 'hono'
import { versionOf } from '../../core/auth.ts'
import { notFound } from '../../core/errors.ts'
import { addImage, readImage } from '../../core/images.ts'
import { answerList, containing, inOrder, type Orders, queryOf, signed } from '../../core/lists.ts'
import type { MetadataChanges } from '../../core/metadata.ts'
import { checkRange, flag, type Kinds, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addOrganization,
  changeOrganization,
  mergeOrganizationMetadata,
  type OrganizationChanges,
  type OrganizationParams,
  organizationOf,
  removeLogo,
  setLogo,
} from '../organizations.ts'
import { type OrganizationExtras, sendOrganization } from '../sendOrganization.ts'
import type { StoredOrganization } from '../store.ts'

const METADATA: Kinds = { public_metadata: 'object?', private_metadata: 'object?' }
const LIMIT: Kinds = { max_allowed_memberships: 'number?' }

const CREATE: Kinds = {
  name: 'string',
  created_by: 'string?',
  slug: 'string?',
  created_at: 'time?',
  role_set_key: 'string?',
  ...LIMIT,
  ...METADATA,
}

const UPDATE: Kinds = {
  name: 'string?',
  slug: 'string?',
  admin_delete_enabled: 'boolean?',
  self_serve_sso_enabled: 'boolean?',
  created_at: 'time?',
  role_set_key: 'string?',
  ...LIMIT,
}

/** The routes of `/organizations`. */
export function organizations(state: State): Hono {
  const app = new Hono()
  const named = (c: Context) => organizationOf(state, c.req.param('id') ?? '')

  app.get('/organizations', (c) => {
    const query = queryOf(c)
    const orders: Orders<StoredOrganization> = {
      name: ({ name }) => name,
      created_at: ({ created_at }) => created_at,
      members_count: ({ id }) => state.memberships.count('organization_id', id),
    }
    const wanted = filterOf(state, query)
    const found = inOrder(query, state.organizations, orders).filter(wanted)
    const extras = extrasOf(query)
    return answerList(c, found, { send: (one) => sendOrganization(state, one, extras) })
  })

  app.post('/organizations', async (c) => {
    const body = await readBody<OrganizationParams>(c, CREATE)
    required(body, 'name')
    checkRange('max_allowed_memberships', body.max_allowed_memberships, 0, Number.MAX_SAFE_INTEGER)
    return c.json(sendOrganization(state, addOrganization(state, body)))
  })

  app.get('/organizations/:id', (c) =>
    c.json(sendOrganization(state, named(c), extrasOf(queryOf(c)))),
  )

  app.patch('/organizations/:id', async (c) => {
    const organization = named(c)
    const kinds = versionOf(c) < '2026-05-12' ? { ...UPDATE, ...METADATA } : UPDATE
    const body = await readBody<OrganizationChanges>(c, kinds)
    checkRange('max_allowed_memberships', body.max_allowed_memberships, 0, Number.MAX_SAFE_INTEGER)
    return c.json(sendOrganization(state, changeOrganization(state, organization, body)))
  })

  app.patch('/organizations/:id/metadata', async (c) => {
    const organization = named(c)
    const changes = await readBody<MetadataChanges>(c, METADATA)
    return c.json(sendOrganization(state, mergeOrganizationMetadata(state, organization, changes)))
  })

  app.put('/organizations/:id/metadata', async (c) => {
    const organization = named(c)
    const body = await readBody<OrganizationChanges>(c, METADATA)
    return c.json(sendOrganization(state, changeOrganization(state, organization, body)))
  })

  app.put('/organizations/:id/logo', async (c) => {
    const organization = named(c)
    const form = await readImage(c)
    const { uploader_user_id } = form
    if (typeof uploader_user_id === 'string' && !state.users.get(uploader_user_id)) {
      throw notFound(`No user was found with id ${uploader_user_id}`)
    }
    const url = await addImage(c, state, organization.id, form)
    const sent = sendOrganization(state, setLogo(state, organization, url))
    return c.json({ ...sent, logo_url: sent.image_url })
  })

  app.delete('/organizations/:id/logo', (c) => {
    const organization = removeLogo(state, named(c))
    return c.json(sendOrganization(state, organization))
  })
  return app
}

function extrasOf(query: URLSearchParams): OrganizationExtras {
  return {
    include_members_count: flag(query, 'include_members_count'),
    include_missing_member_with_elevated_permissions: flag(
      query,
      'include_missing_member_with_elevated_permissions',
    ),
  }
}

function filterOf(state: State, query: URLSearchParams): (one: StoredOrganization) => boolean {
  const matches = containing(query, 'query')
  const text = query.get('query')
  const ids = signed(query, 'organization_id')
  const users = signed(query, 'user_id')
  const ofUsers = (all: Set<string>) =>
    new Set(
      [...all].flatMap((id) =>
        state.memberships.where('user_id', id).map(({ organization_id }) => organization_id),
      ),
    )
  const withUsers = ofUsers(users.wanted)
  const withoutUsers = ofUsers(users.without)
  return ({ id, name, slug }) =>
    (id === text || matches([name, slug])) &&
    (!ids.wanted.size || ids.wanted.has(id)) &&
    !ids.without.has(id) &&
    (!users.wanted.size || withUsers.has(id)) &&
    !withoutUsers.has(id)
}
