import type { ActorToken, SignInToken } from 'clerklet'
import { Hono } from 'hono'
import { entry, invalid, notFound, Refusal } from '../../core/errors.ts'
import { readBody, required } from '../../core/params.ts'
import { userOf } from '../../identity/index.ts'
import { checkMembership } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import type { StoredTicket } from '../store.ts'
import { addTicket, ticketUrl } from '../tickets.ts'

const MONTH = 2_592_000

/** `/sign_in_tokens` */
export function signInTokens(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<{
      user_id: string
      org_id?: string | null
      expires_in_seconds?: number | null
    }>(c, { user_id: 'string', org_id: 'string?', expires_in_seconds: 'number?' })
    required(body, 'user_id')
    const { user_id, org_id: organization_id = null, expires_in_seconds } = body
    userOf(state, user_id)
    checkMembership(state, user_id, organization_id)
    const lifetime = secondsOf('expires_in_seconds', expires_in_seconds, MONTH)
    const { token, ...common } = issue(state, 'sign_in_token', 'sit', lifetime, {
      organization_id,
    })
    const stored = state.signInTokens.add({ object: 'sign_in_token', user_id, ...common })
    return c.json({ ...stored, token, url: ticketUrl(state, token) })
  })

  app.post('/:id/revoke', (c) => {
    const token = state.signInTokens.get(c.req.param('id'))
    if (!token) throw notFound(`No sign-in token was found with id ${c.req.param('id')}`)
    return c.json(revoke(state, token, 'Sign in token', 'sign_in_token_cannot_be_revoked_code'))
  })
  return app
}

/** `/actor_tokens` */
export function actorTokens(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<{
      user_id: string
      actor: Record<string, unknown>
      expires_in_seconds?: number
      session_max_duration_in_seconds?: number
    }>(c, {
      user_id: 'string',
      actor: 'object',
      expires_in_seconds: 'number?',
      session_max_duration_in_seconds: 'number?',
    })
    required(body, 'user_id', 'actor')
    const { user_id, actor, expires_in_seconds, session_max_duration_in_seconds } = body
    if (typeof actor.sub !== 'string' || !actor.sub) {
      throw invalid('actor', 'form_param_missing', 'is missing', 'actor.sub must be included.')
    }
    if (!state.users.get(user_id)) throw noUser('user_id')
    const lifetime = secondsOf('expires_in_seconds', expires_in_seconds, 3600)
    const session_duration = secondsOf(
      'session_max_duration_in_seconds',
      session_max_duration_in_seconds,
      1800,
    )
    const { token, ...common } = issue(state, 'actor_token', 'act', lifetime, {
      session_duration,
    })
    const stored = state.actorTokens.add({ object: 'actor_token', user_id, actor, ...common })
    return c.json({ ...stored, token, url: ticketUrl(state, token) })
  })

  app.post('/:id/revoke', (c) => {
    const token = state.actorTokens.get(c.req.param('id'))
    if (!token) throw notFound(`No actor token was found with id ${c.req.param('id')}`)
    return c.json(revoke(state, token, 'Actor token', 'actor_token_cannot_be_revoked_code'))
  })
  return app
}

/** A ticket, and what is stored of the token that stands for it. The ticket itself is told once. */
function issue(
  state: State,
  type: 'sign_in_token' | 'actor_token',
  prefix: string,
  lifetime: number,
  ticket: Partial<StoredTicket>,
) {
  const now = state.clock.now()
  const id = state.newId(prefix)
  const token = addTicket(state, { ...ticket, type, id, expires_at: now + lifetime * 1000 })
  return { id, token, status: 'pending' as const, created_at: now, updated_at: now }
}

/** A number of seconds that must be more than 0. */
export function secondsOf(
  name: string,
  value: number | null | undefined,
  fallback: number,
): number {
  if (value === null || value === undefined) return fallback
  if (value > 0) return value
  throw invalid(name, 'form_param_value_invalid', 'is invalid', `${name} must be more than 0.`)
}

function noUser(param: string): Refusal {
  return invalid(
    param,
    'form_resource_not_found',
    'is missing',
    `The resource associated with the supplied ${param} was not found.`,
  )
}

function revoke<T extends SignInToken | ActorToken>(
  state: State,
  token: T,
  title: string,
  code: string,
): T {
  if (token.status !== 'pending') {
    throw new Refusal(
      400,
      entry(
        code,
        'cannot revoke',
        `${title} cannot be revoked because its status is ${token.status}. Only pending tokens can be revoked.`,
      ),
    )
  }
  token.status = 'revoked'
  token.updated_at = state.clock.now()
  return token
}
