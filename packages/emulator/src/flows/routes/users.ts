import type { User } from 'clerklet'
import { Hono } from 'hono'
import { versionOf } from '../../core/auth.ts'
import { entry, Refusal } from '../../core/errors.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import {
  removePassword,
  setBanned,
  setCompromised,
  touch,
  USER_METADATA,
  type UserChanges,
  type UserSeed,
  updateUser,
  userOf,
} from '../../identity/index.ts'
import { completeTask, revokeSessions } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { removeUser } from '../removal.ts'
import { checkRequirements } from '../requirements.ts'
import { createUser } from '../userCreation.ts'

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
  ...USER_METADATA,
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

/** The routes of `/users` that also change data of other modules, such as sessions or pending invitations. */
export function users(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const params = await readBody<UserSeed>(c, CREATE)
    checkRequirements(state, params)
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
      return c.json(chosen.map((user) => ban(state, user, banned)))
    })
    app.post(`/:id/${name}`, (c) => c.json(ban(state, userOf(state, c.req.param('id')), banned)))
  }

  app.patch('/:id', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const kinds = versionOf(c) < '2026-05-12' ? { ...UPDATE, ...USER_METADATA } : UPDATE
    const changes = await readBody<UserChanges>(c, kinds)
    updateUser(state, user, changes, () => {
      completeTask(state, user.id, 'reset-password')
      if (changes.sign_out_of_other_sessions) revokeSessions(state, user.id)
    })
    return c.json(touch(state, user))
  })

  app.delete('/:id', (c) => {
    const user = userOf(state, c.req.param('id'))
    return c.json(removeUser(state, user))
  })

  app.post('/:id/remove_password', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const { sign_out_of_other_sessions } = await readBody<{ sign_out_of_other_sessions?: boolean }>(
      c,
      { sign_out_of_other_sessions: 'boolean' },
    )
    if (user.password_enabled) {
      removePassword(state, user)
      completeTask(state, user.id, 'reset-password')
      touch(state, user)
    }
    if (sign_out_of_other_sessions) revokeSessions(state, user.id)
    return c.json(user)
  })

  app.post('/:id/password/set_compromised', async (c) => {
    const user = userOf(state, c.req.param('id'))
    const { revoke_all_sessions } = await readBody<{ revoke_all_sessions?: boolean | null }>(c, {
      revoke_all_sessions: 'boolean?',
    })
    setCompromised(state, user, true)
    if (revoke_all_sessions) revokeSessions(state, user.id)
    return c.json(touch(state, user))
  })

  app.post('/:id/password/unset_compromised', (c) => {
    const user = userOf(state, c.req.param('id'))
    setCompromised(state, user, false)
    completeTask(state, user.id, 'reset-password')
    return c.json(touch(state, user))
  })
  return app
}

function ban(state: State, user: User, banned: boolean): User {
  setBanned(user, banned)
  if (banned) revokeSessions(state, user.id)
  return touch(state, user)
}
