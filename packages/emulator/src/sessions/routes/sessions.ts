import { Hono } from 'hono'
import { versionOf } from '../../core/auth.ts'
import { entry, invalid, notFound, Refusal } from '../../core/errors.ts'
import { answerList, inOrder, queryOf } from '../../core/lists.ts'
import { checkRange, oneOf, readBody, required } from '../../core/params.ts'
import { isProduction } from '../../core/settings.ts'
import type { State } from '../../state.ts'
import { jwtTemplateNamed, mintTemplateToken } from '../jwtTemplates.ts'
import { addSession, closeSession, isLive, sessionOf, upToDate } from '../sessions.ts'
import { readSessionToken } from '../sessionTokens.ts'
import type { Session } from '../store.ts'
import { mintSessionToken } from '../tokens.ts'

const STATUSES = [
  'abandoned',
  'active',
  'ended',
  'expired',
  'pending',
  'removed',
  'replaced',
  'revoked',
] as const

/** The routes of `/sessions`. */
export function sessions(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const [userId, clientId] = ['user_id', 'client_id'].map((name) => query.get(name))
    const status = oneOf('status', query.get('status'), STATUSES)
    if (!userId && !clientId) {
      throw invalid(
        'user_id',
        'form_param_missing',
        'is missing',
        'client_id or user_id must be included.',
      )
    }
    const owned = userId
      ? state.sessions.where('user_id', userId)
      : state.sessions.where('client_id', clientId ?? '')
    const found = owned
      .map((session) => upToDate(state, session))
      .filter((session) => !clientId || session.client_id === clientId)
      .filter((session) => !status || session.status === status)
    const ordered = inOrder(query, found, { created_at: (session) => session.created_at })
    return answerList(c, ordered, { envelope: 'on-request' })
  })

  app.post('/', async (c) => {
    const body = await readBody<{ user_id: string; active_organization_id?: string }>(c, {
      user_id: 'string',
      active_organization_id: 'string?',
    })
    required(body, 'user_id')
    checkDevelopment(state)
    const { user_id, active_organization_id } = body
    return c.json(addSession(state, user_id, { organizationId: active_organization_id }))
  })

  app.get('/:id', (c) => c.json(sessionOf(state, c.req.param('id'))))

  app.post('/:id/revoke', (c) =>
    c.json(closeSession(state, sessionOf(state, c.req.param('id')), 'revoked')),
  )

  app.post('/:id/verify', async (c) => {
    if (versionOf(c) > '2024-10-01') {
      throw new Refusal(
        410,
        entry(
          'operation_deprecated',
          'endpoint is deprecated and pending removal',
          'API versions after 2024-10-01 do not have this endpoint.',
        ),
      )
    }
    const session = sessionOf(state, c.req.param('id'))
    const body = await readBody<{ token: string }>(c, { token: 'string' })
    required(body, 'token')
    const claims = await readSessionToken(state, body.token)
    if (claims.sid !== session.id) {
      throw notFound(`The token does not belong to session ${session.id}`)
    }
    return c.json(open(session))
  })

  app.post('/:id/tokens', async (c) => {
    const session = open(sessionOf(state, c.req.param('id')))
    const expiresIn = await expiryOf(c)
    return c.json({ object: 'token', jwt: await mintSessionToken(state, session, { expiresIn }) })
  })

  app.post('/:id/tokens/:template', async (c) => {
    const session = open(sessionOf(state, c.req.param('id')))
    const template = jwtTemplateNamed(state, c.req.param('template'))
    const expiresIn = await expiryOf(c)
    const jwt = await mintTemplateToken(state, session, template, expiresIn)
    return c.json({ object: 'token', jwt })
  })
  return app
}

/** Refuses to create a session in a production instance, where only a sign-in creates sessions. */
function checkDevelopment({ settings }: State): void {
  if (!isProduction(settings)) return
  throw new Refusal(
    400,
    entry(
      'bad_request',
      'Bad request',
      'Sessions cannot be created for a production instance: sign the user in, or use a development instance for tests.',
    ),
  )
}

async function expiryOf(c: Parameters<typeof readBody>[0]): Promise<number | undefined> {
  const { expires_in_seconds } = await readBody<{ expires_in_seconds?: number | null }>(c, {
    expires_in_seconds: 'number?',
  })
  checkRange('expires_in_seconds', expires_in_seconds, 30, 315_360_000)
  return expires_in_seconds ?? undefined
}

/** Returns the session. Refuses an ended session with 404. */
function open(session: Session): Session {
  if (isLive(session)) return session
  throw notFound(`No active session was found with id ${session.id}`)
}
