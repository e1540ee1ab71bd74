import type { UpdateUserParams, User } from 'clerklet'
import { Hono } from 'hono'
import { entry, invalid, Refusal } from '../errors.ts'
import { queryOf } from '../lists.ts'
import { checkSize, merge } from '../metadata.ts'
import { pageOf } from '../pagination.ts'
import { type Kinds, readBody, required } from '../params.ts'
import type { State } from '../state.ts'
import { selectUsers, userFilter } from '../userFilters.ts'
import {
  addUser,
  changeIdentifier,
  checkPassword,
  removeUser,
  type UserSeed,
  userOf,
} from '../users.ts'

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

const CREATE: Kinds = {
  ...COMMON,
  email_address: 'string[]',
  email_address_identification_status: 'string[]',
  phone_number: 'string[]',
  phone_number_identification_status: 'string[]',
  web3_wallet: 'string[]',
  skip_password_requirement: 'boolean?',
  skip_user_requirement: 'boolean?',
  public_metadata: 'object?',
  private_metadata: 'object?',
  unsafe_metadata: 'object?',
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

const METADATA: Kinds = {
  public_metadata: 'object?',
  private_metadata: 'object?',
  unsafe_metadata: 'object?',
}
const METADATA_FIELDS = ['public_metadata', 'private_metadata', 'unsafe_metadata'] as const

type Metadata = Partial<Record<(typeof METADATA_FIELDS)[number], Record<string, unknown> | null>>

/** Times arrive as text. */
type UpdateBody = Omit<UpdateUserParams, 'created_at' | 'legal_accepted_at'> & {
  created_at?: string | null
  legal_accepted_at?: string | null
}

/** `/users` */
export function users(state: State): Hono {
  const app = new Hono()
  const touched = (user: User): User => {
    user.updated_at = state.clock.now()
    return user
  }

  app.get('/', (c) => {
    const query = queryOf(c)
    const { limit, offset } = pageOf(query)
    const page: User[] = []
    let skipped = 0
    for (const user of selectUsers(state, query)) {
      if (skipped++ < offset) continue
      page.push(user)
      if (page.length === limit) break
    }
    return c.json(page)
  })

  app.get('/count', (c) => {
    const query = queryOf(c)
    const wanted = userFilter(query)
    let total_count = 0
    for (const user of state.users) if (wanted(user)) total_count++
    return c.json({ object: 'total_count', total_count })
  })

  app.post('/', async (c) => {
    const { ...params } = await readBody<UserSeed>(c, CREATE)
    delete params.id
    return c.json(addUser(state, params))
  })

  for (const [name, banned] of [
    ['ban', true],
    ['unban', false],
  ] as const) {
    app.post(`/${name}`, async (c) => {
      const body = await readBody<{ user_ids: string[] }>(c, { user_ids: 'string[]' })
      required(body, 'user_ids')
      const chosen = body.user_ids.map((id) => userOf(state, id))
      for (const user of chosen) setBanned(state, touched(user), banned)
      return c.json(chosen)
    })
    app.post(`/:id/${name}`, (c) => {
      const user = touched(userOf(state, c.req.param('id')))
      setBanned(state, user, banned)
      return c.json(user)
    })
  }

  for (const [name, locked] of [
    ['lock', true],
    ['unlock', false],
  ] as const) {
    app.post(`/:id/${name}`, (c) => {
      const user = touched(userOf(state, c.req.param('id')))
      user.locked = locked
      user.lockout_expires_in_seconds = locked ? 3600 : null
      return c.json(user)
    })
  }

  app.get('/:id', (c) => c.json(userOf(state, c.req.param('id'))))

  app.patch('/:id', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const body = await readBody<UpdateBody>(c, UPDATE)
    update(state, user, body)
    return c.json(touched(user))
  })

  app.delete('/:id', (c) => {
    const user = userOf(state, c.req.param('id'))
    removeUser(state, user)
    const { id, external_id } = user
    return c.json({ object: 'user', id, deleted: true, ...(external_id && { external_id }) })
  })

  app.patch('/:id/metadata', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const body = await readBody<Metadata>(c, METADATA)
    const merged = METADATA_FIELDS.map((name) => merge(user[name] ?? {}, body[name] ?? {}))
    METADATA_FIELDS.forEach((name, i) => {
      checkSize(name, merged[i])
    })
    METADATA_FIELDS.forEach((name, i) => {
      user[name] = merged[i] ?? {}
    })
    return c.json(touched(user))
  })

  app.put('/:id/metadata', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const body = await readBody<Metadata>(c, METADATA)
    for (const name of METADATA_FIELDS) checkSize(name, body[name])
    for (const name of METADATA_FIELDS) {
      if (body[name] !== undefined) user[name] = body[name] ?? {}
    }
    return c.json(touched(user))
  })

  app.post('/:id/profile_image', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const file = (await c.req.parseBody().catch(() => ({}) as Record<string, unknown>)).file
    if (!(file instanceof Blob))
      throw invalid('file', 'form_param_missing', 'is missing', 'file must be included.')
    if (file.size > 10_000_000) throw new Refusal(413, entry('image_too_large', 'Image too large'))
    user.has_image = true
    return c.json(touched(user))
  })

  app.delete('/:id/profile_image', (c) => {
    const user = userOf(state, c.req.param('id'))
    if (!user.has_image) throw new Refusal(404, entry('image_not_found', 'Image not found'))
    user.has_image = false
    return c.json(touched(user))
  })

  app.post('/:id/verify_password', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const body = await readBody<{ password: string }>(c, { password: 'string' })
    required(body, 'password')
    if (!user.password_enabled) {
      throw new Refusal(
        400,
        entry('no_password_set', 'No password set', 'The user has no password.'),
      )
    }
    if (state.passwords.get(user.id) !== body.password) {
      throw invalid('password', 'incorrect_password', 'Incorrect password')
    }
    return c.json({ verified: true })
  })

  for (const [name, clear] of [
    ['totp', clearTotp],
    ['backup_code', clearBackupCodes],
    ['mfa', clearMfa],
  ] as const) {
    app.delete(`/:id/${name}`, (c) => {
      const user = userOf(state, c.req.param('id'))
      clear(touched(user), state.clock.now())
      return c.json({ user_id: user.id })
    })
  }
  return app
}

function update(state: State, user: User, body: UpdateBody): void {
  checkPassword(body)
  for (const [field, list] of [
    ['primary_email_address_id', user.email_addresses],
    ['primary_phone_number_id', user.phone_numbers],
    ['primary_web3_wallet_id', user.web3_wallets],
  ] as const) {
    const id = body[field]
    if (id && !list.some((one) => one.id === id)) {
      throw invalid(
        field,
        'form_resource_not_found',
        'not found',
        `${field} is not an identification of the user.`,
      )
    }
  }
  if (body.external_id !== undefined) {
    changeIdentifier(state, user, 'external', user.external_id, body.external_id, 'external_id')
  }
  if (body.username !== undefined) {
    changeIdentifier(state, user, 'username', user.username, body.username, 'username')
  }
  const now = state.clock.now()
  if (body.password || body.password_digest) {
    user.password_enabled = true
    user.password_last_updated_at = now
    if (body.password) state.passwords.set(user.id, body.password)
    else state.passwords.delete(user.id)
    if (body.sign_out_of_other_sessions) revokeSessions(state, user)
  }
  if (body.totp_secret) {
    user.totp_enabled = true
    user.two_factor_enabled = true
    user.mfa_enabled_at ??= now
  }
  if (body.backup_codes) user.backup_code_enabled = body.backup_codes.length > 0
  if (body.legal_accepted_at !== undefined) {
    user.legal_accepted_at = body.legal_accepted_at ? Date.parse(body.legal_accepted_at) : null
  }
  if (body.created_at) {
    state.users.delete(user.id)
    user.created_at = Date.parse(body.created_at)
    state.users.add(user)
  }
  for (const name of [
    'external_id',
    'first_name',
    'last_name',
    'locale',
    'username',
    'primary_email_address_id',
    'primary_phone_number_id',
    'primary_web3_wallet_id',
    'delete_self_enabled',
    'create_organization_enabled',
    'create_organizations_limit',
    'bypass_client_trust',
  ] as const) {
    if (body[name] !== undefined) Object.assign(user, { [name]: body[name] })
  }
}

function setBanned(state: State, user: User, banned: boolean): void {
  user.banned = banned
  if (banned) revokeSessions(state, user)
}

function revokeSessions({ sessions, clock }: State, user: User): void {
  for (const session of sessions.where('user_id', user.id)) {
    if (session.status === 'active') {
      session.status = 'revoked'
      session.updated_at = clock.now()
    }
  }
}

function clearTotp(user: User, now: number): void {
  user.totp_enabled = false
  closeMfa(user, now)
}

function clearBackupCodes(user: User): void {
  user.backup_code_enabled = false
}

function clearMfa(user: User, now: number): void {
  user.totp_enabled = false
  user.backup_code_enabled = false
  for (const phone of user.phone_numbers) phone.reserved_for_second_factor = false
  closeMfa(user, now)
}

/** Notes when the last second factor went. */
function closeMfa(user: User, now: number): void {
  if (user.two_factor_enabled) user.mfa_disabled_at = now
  user.two_factor_enabled = false
}
