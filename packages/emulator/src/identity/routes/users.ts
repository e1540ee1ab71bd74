import type { User } from 'clerklet'
import { Hono } from 'hono'
import { versionOf } from '../../core/auth.ts'
import { entry, Refusal } from '../../core/errors.ts'
import { emit } from '../../core/events.ts'
import { addImage, defaultImage, readImage } from '../../core/images.ts'
import { queryOf } from '../../core/lists.ts'
import { mergeMetadata } from '../../core/metadata.ts'
import { pageOf } from '../../core/pagination.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import { createUser } from '../../flows/userCreation.ts'
import { revokeSessions } from '../../sessions/sessions.ts'
import type { State } from '../../state.ts'
import { asOfNow, setLocked } from '../lockouts.ts'
import { countUsers, selectUsers } from '../userFilters.ts'
import { removeUser, touch, type UserSeed, userOf } from '../users.ts'
import {
  type MetadataParams,
  replaceMetadata,
  type UserChanges,
  updateUser,
} from '../userUpdates.ts'

const COMMON: Kinds = {
  external_id: 'string?',
  first_name: 'string?',
  last_name: 'string?',
  locale: 'string?',
  timezone: 'string?',
  username: 'string?',
  password: 'string?',
  password_digest: 'string?',
  password_hasher: 'string?',
  skip_password_checks: 'boolean?',
  totp_secret: 'string?',
  backup_codes: 'string[]?',
  delete_self_enabled: 'boolean?',
  create_organization_enabled: 'boolean?',
  create_organizations_limit: 'number?',
  legal_accepted_at: 'time?',
  skip_legal_checks: 'boolean?',
  created_at: 'time?',
  bypass_client_trust: 'boolean?',
}

const METADATA: Kinds = {
  public_metadata: 'object?',
  private_metadata: 'object?',
  unsafe_metadata: 'object?',
}

const CREATE: Kinds = {
  ...COMMON,
  ...METADATA,
  email_address: 'string[]',
  email_address_identification_status: 'string[]',
  phone_number: 'string[]',
  phone_number_identification_status: 'string[]',
  web3_wallet: 'string[]',
  skip_password_requirement: 'boolean?',
  skip_user_requirement: 'boolean?',
  skip_restriction_checks: 'boolean?',
  banned: 'boolean?',
  locked: 'boolean?',
}

const UPDATE: Kinds = {
  ...COMMON,
  primary_email_address_id: 'string?',
  notify_primary_email_address_changed: 'boolean?',
  primary_phone_number_id: 'string?',
  primary_web3_wallet_id: 'string?',
  profile_image_id: 'string?',
  sign_out_of_other_sessions: 'boolean?',
}

/** `/users`, as far as it is about the user as a whole. */
export function users(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const { limit, offset } = pageOf(query)
    const page: User[] = []
    let skipped = 0
    for (const user of selectUsers(state, query)) {
      if (skipped++ < offset) continue
      page.push(asOfNow(state, user))
      if (page.length === limit) break
    }
    return c.json(page)
  })

  app.get('/count', (c) =>
    c.json({ object: 'total_count', total_count: countUsers(state, queryOf(c)) }),
  )

  app.post('/', async (c) => {
    const params = await readBody<UserSeed>(c, CREATE)
    return c.json(createUser(state, params))
  })

  for (const [name, banned] of [
    ['ban', true],
    ['unban', false],
  ] as const) {
    app.post(`/${name}`, async (c) => {
      const { user_ids } = await readBody<{ user_ids: string[] }>(c, { user_ids: 'string[]' })
      required({ user_ids }, 'user_ids')
      if (user_ids.length < 1 || user_ids.length > 50) {
        throw new Refusal(
          400,
          entry('bulk_size_exceeded', 'bulk size exceeded', 'user_ids must hold 1 to 50 ids.'),
        )
      }
      const chosen = [...new Set(user_ids)].map((id) => userOf(state, id))
      return c.json(chosen.map((user) => setBanned(state, user, banned)))
    })
    app.post(`/:id/${name}`, (c) =>
      c.json(setBanned(state, userOf(state, c.req.param('id')), banned)),
    )
  }

  for (const [name, locked] of [
    ['lock', true],
    ['unlock', false],
  ] as const) {
    app.post(`/:id/${name}`, (c) => {
      const user = userOf(state, c.req.param('id'))
      setLocked(state, user, locked)
      return c.json(touch(state, user))
    })
  }

  app.get('/:id', (c) => c.json(userOf(state, c.req.param('id'))))

  app.patch('/:id', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const kinds = versionOf(c) < '2026-05-12' ? { ...UPDATE, ...METADATA } : UPDATE
    updateUser(state, user, await readBody<UserChanges>(c, kinds))
    return c.json(touch(state, user))
  })

  app.delete('/:id', (c) => {
    const user = userOf(state, c.req.param('id'))
    removeUser(state, user)
    const { id, external_id } = user
    const deleted = { object: 'user', id, deleted: true, ...(external_id && { external_id }) }
    emit(state, 'user.deleted', deleted)
    return c.json(deleted)
  })

  for (const [method, change] of [
    ['PATCH', mergeMetadata],
    ['PUT', replaceMetadata],
  ] as const) {
    app.on(method, '/:id/metadata', async (c) => {
      const user = userOf(state, c.req.param('id'))
      change(user, await readBody<MetadataParams>(c, METADATA))
      return c.json(touch(state, user))
    })
  }

  app.post('/:id/profile_image', async (c) => {
    const user = userOf(state, c.req.param('id'))
    user.image_url = await addImage(c, state, user.id, await readImage(c))
    user.has_image = true
    return c.json(touch(state, user))
  })

  app.delete('/:id/profile_image', (c) => {
    const user = userOf(state, c.req.param('id'))
    if (!user.has_image) throw new Refusal(404, entry('image_not_found', 'Image not found'))
    user.image_url = defaultImage(user.id)
    user.has_image = false
    return c.json(touch(state, user))
  })
  return app
}

function setBanned(state: State, user: User, banned: boolean): User {
  user.banned = banned
  if (banned) revokeSessions(state, user.id)
  return touch(state, user)
}
