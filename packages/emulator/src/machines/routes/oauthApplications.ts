import type {
  CreateOAuthApplicationParams,
  OAuthApplicationWithSecret,
  UpdateOAuthApplicationParams,
} from 'clerklet'
import { Hono } from 'hono'
import { invalid, notFound } from '../../core/errors.ts'
import { addImage, readImage } from '../../core/images.ts'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import { dropSecret, ownerOf } from '../../core/secrets.ts'
import type { State } from '../../state.ts'
import {
  addOAuthApplication,
  checkApplication,
  giveSecret,
  oauthApplicationOf,
  redirectUris,
  removeOAuthApplication,
} from '../oauthApplications.ts'

const KINDS: Kinds = {
  redirect_uris: 'string[]?',
  callback_url: 'string?',
  scopes: 'string?',
  consent_screen_enabled: 'boolean?',
  pkce_required: 'boolean?',
  device_authorization_grant_enabled: 'boolean?',
  public: 'boolean?',
}

/** `/oauth_applications` */
export function oauthApplications(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const asked = query.get('name_query')
    const named = containing(query, 'name_query')
    const found = inOrder(
      query,
      state.oauthApplications,
      {
        created_at: (application) => application.created_at,
        name: (application) => application.name,
      },
      '+created_at',
    ).filter(({ name, client_id }) => client_id === asked || named([name]))
    return answerList(c, found)
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateOAuthApplicationParams>(c, { ...KINDS, name: 'string' })
    required(body, 'name')
    const application = addOAuthApplication(state, body)
    const secret = state.secrets.get(application.id)
    const answer: OAuthApplicationWithSecret = {
      ...application,
      ...(secret !== undefined && { client_secret: secret }),
    }
    return c.json(answer)
  })

  app.get('/:id', (c) => c.json(oauthApplicationOf(state, c.req.param('id'))))

  app.patch('/:id', async (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    const body = await readBody<UpdateOAuthApplicationParams>(c, { ...KINDS, name: 'string?' })
    checkApplication(state, body)
    if (application.dynamically_registered && body.consent_screen_enabled === false) {
      throw invalid(
        'consent_screen_enabled',
        'form_param_value_invalid',
        'is invalid',
        'A client that registered itself must ask for consent.',
      )
    }
    const { redirect_uris: _, callback_url: __, ...changes } = body
    for (const [name, value] of Object.entries(changes)) {
      if (value !== null) Object.assign(application, { [name]: value })
    }
    const uris = redirectUris(body)
    if (uris) Object.assign(application, { redirect_uris: uris, callback_url: uris[0] ?? '' })
    if (application.public) dropSecret(state, application.id)
    application.updated_at = state.clock.now()
    return c.json(application)
  })

  app.delete('/:id', (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    removeOAuthApplication(state, application)
    return c.json({ object: 'oauth_application', id: application.id, deleted: true })
  })

  app.put('/:id/logo', async (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    const form = await readImage(c)
    application.client_image_url = await addImage(c, state, application.id, form)
    application.updated_at = state.clock.now()
    return c.json(application)
  })

  app.post('/:id/rotate_secret', (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    application.updated_at = state.clock.now()
    if (application.public) return c.json(application)
    return c.json({ ...application, client_secret: giveSecret(state, application) })
  })

  app.post('/:id/revoke_token', async (c) => {
    const { id } = oauthApplicationOf(state, c.req.param('id'))
    const body = await readBody<{ token: string }>(c, { token: 'string' })
    required(body, 'token')
    const token = state.oauthTokens.get(ownerOf(state, body.token) ?? '')
    if (token?.application_id !== id) {
      throw notFound('The application has no such token. A JWT cannot be revoked.')
    }
    token.revoked = true
    token.updated_at = state.clock.now()
    return c.body(null, 204)
  })
  return app
}
