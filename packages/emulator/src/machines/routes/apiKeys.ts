import type { CreateApiKeyParams, UpdateApiKeyParams } from 'clerklet'
import { type Context, Hono } from 'hono'
import { type Authenticated, requireKey } from '../../core/auth.ts'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { checkLength, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addApiKey,
  apiKeyOf,
  changeApiKey,
  checkSubject,
  removeApiKey,
  revokeApiKey,
  sendApiKey,
  verifyApiKey,
} from '../apiKeys.ts'
import { checkLifetime, refuseWith400 } from '../badRequest.ts'

/** The routes of `/api_keys`. */
export function apiKeys(state: State): Hono<Authenticated> {
  const app = new Hono<Authenticated>()
  const keyIn = (c: Context) => apiKeyOf(state, c.req.param('id') ?? '')
  app.onError(refuseWith400)
  app.use(requireKey(state, 'secret'))

  app.get('/', (c) => {
    const query = queryOf(c)
    const subject = query.get('subject') ?? ''
    checkSubject(state, subject)
    const type = query.get('type') ?? 'api_key'
    checkLength('type', type, 3)
    const all = oneOf('include_invalid', query.get('include_invalid'), ['true', 'false']) === 'true'
    const named = containing(query, 'query')
    const owned = state.apiKeys.where('subject', subject)
    const found = inOrder(new URLSearchParams(), owned, { created_at: (key) => key.created_at })
      .map((key) => sendApiKey(state, key))
      .filter((key) => key.type === type && (all || !(key.revoked || key.expired)))
      .filter((key) => named([key.name]))
    return answerList(c, found, { maxLimit: 100 })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateApiKeyParams>(c, {
      type: 'string',
      name: 'string',
      description: 'string?',
      subject: 'string',
      claims: 'object?',
      scopes: 'string[]',
      created_by: 'string?',
      seconds_until_expiration: 'any',
    })
    required(body, 'name', 'subject')
    checkLifetime(body.seconds_until_expiration)
    const key = addApiKey(state, body)
    return c.json({ ...sendApiKey(state, key), secret: state.secrets.get(key.id) }, 201)
  })

  app.post('/verify', async (c) => {
    const body = await readBody<{ secret: string }>(c, { secret: 'string' })
    required(body, 'secret')
    return c.json(sendApiKey(state, verifyApiKey(state, body.secret)))
  })

  app.get('/:id', (c) => c.json(sendApiKey(state, keyIn(c))))

  app.patch('/:id', async (c) => {
    const key = keyIn(c)
    const body = await readBody<UpdateApiKeyParams>(c, {
      claims: 'object?',
      scopes: 'string[]',
      description: 'string?',
      subject: 'string',
      seconds_until_expiration: 'any',
    })
    return c.json(sendApiKey(state, changeApiKey(state, key, body)))
  })

  app.delete('/:id', (c) => {
    const key = keyIn(c)
    removeApiKey(state, key)
    return c.json({ object: 'api_key', id: key.id, deleted: true })
  })

  app.get('/:id/secret', (c) => c.json({ secret: state.secrets.get(keyIn(c).id) }))

  app.post('/:id/revoke', async (c) => {
    const key = keyIn(c)
    const body = await readBody<{ revocation_reason?: string | null }>(c, {
      revocation_reason: 'string?',
    })
    return c.json(sendApiKey(state, revokeApiKey(state, key, body.revocation_reason ?? null)))
  })
  return app
}
