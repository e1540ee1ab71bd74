import type { ApiKey, CreateApiKeyParams, UpdateApiKeyParams } from 'clerklet'
import { type Context, Hono } from 'hono'
import { type Authenticated, requireKey } from '../../core/auth.ts'
import { notFound } from '../../core/errors.ts'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { checkLength, oneOf, readBody, required } from '../../core/params.ts'
import { dropSecret, ownerOf } from '../../core/secrets.ts'
import type { State } from '../../state.ts'
import { addApiKey, checkSubject, expirationOf, sendApiKey } from '../apiKeys.ts'
import { checkId, checkLifetime, refuseWith400 } from '../badRequest.ts'

const KEY_ID = /^(ak|api_key)_[0-9A-Fa-f]{32}$/

/** `/api_keys` */
export function apiKeys(state: State): Hono<Authenticated> {
  const app = new Hono<Authenticated>()
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
    const key = state.apiKeys.get(ownerOf(state, body.secret) ?? '')
    if (!key) throw notFound('No API key was found.')
    key.last_used_at = state.clock.now()
    return c.json(sendApiKey(state, key))
  })

  const keyOf = (c: Context): ApiKey => {
    const id = c.req.param('id') ?? ''
    const key = state.apiKeys.get(id)
    checkId('apiKeyID', id, KEY_ID, Boolean(key))
    if (!key) throw notFound(`No API key was found with id ${id}`)
    return key
  }

  app.get('/:id', (c) => c.json(sendApiKey(state, keyOf(c))))

  app.patch('/:id', async (c) => {
    const key = keyOf(c)
    const body = await readBody<UpdateApiKeyParams>(c, {
      claims: 'object?',
      scopes: 'string[]',
      description: 'string?',
      subject: 'string',
      seconds_until_expiration: 'any',
    })
    checkLength('description', body.description, 0, 255)
    checkLifetime(body.seconds_until_expiration)
    if (body.subject !== undefined) checkSubject(state, body.subject)
    const { seconds_until_expiration: seconds, ...changes } = body
    // What it is found by changes: it is stored anew.
    state.apiKeys.delete(key.id)
    Object.assign(key, changes, { updated_at: state.clock.now() })
    if (seconds !== undefined) key.expiration = expirationOf(state, seconds)
    return c.json(sendApiKey(state, state.apiKeys.add(key)))
  })

  app.delete('/:id', (c) => {
    const { id } = keyOf(c)
    state.apiKeys.delete(id)
    dropSecret(state, id)
    return c.json({ object: 'api_key', id, deleted: true })
  })

  app.get('/:id/secret', (c) => c.json({ secret: state.secrets.get(keyOf(c).id) }))

  app.post('/:id/revoke', async (c) => {
    const key = keyOf(c)
    const body = await readBody<{ revocation_reason?: string | null }>(c, {
      revocation_reason: 'string?',
    })
    if (!key.revoked) {
      Object.assign(key, {
        revoked: true,
        revocation_reason: body.revocation_reason ?? null,
        updated_at: state.clock.now(),
      })
    }
    return c.json(sendApiKey(state, key))
  })
  return app
}
