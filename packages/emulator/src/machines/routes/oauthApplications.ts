import type {
  CreateOAuthApplicationParams,
  OAuthApplicationWithSecret,
  UpdateOAuthApplicationParams,
} from 'clerklet'
import { Hono } from 'hono'
import { addImage, readImage } from '../../core/images.ts'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { type Kinds, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import {
  addOAuthApplication,
  changeOAuthApplication,
  oauthApplicationOf,
  removeOAuthApplication,
  rotateClientSecret,
  sendOAuthApplication,
  setClientImage,
} from '../oauthApplications.ts'
import { revokeAccessToken } from '../oauthTokens.ts'

const KINDS: Kinds = {
  redirect_uris: 'string[]?',
  callback_url: 'string?',
  scopes: 'string?',
  consent_screen_enabled: 'boolean?',
  pkce_required: 'boolean?',
  device_authorization_grant_enabled: 'boolean?',
  public: 'boolean?',
}

/** The routes of `/oauth_applications`. */
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
    return answerList(c, found, { send: (one) => sendOAuthApplication(state, one) })
  })

  app.post('/', async (c) => {
    const body = await readBody<CreateOAuthApplicationParams>(c, { ...KINDS, name: 'string' })
    required(body, 'name')
    const application = addOAuthApplication(state, body)
    const secret = state.secrets.get(application.id)
    const answer: OAuthApplicationWithSecret = {
      ...sendOAuthApplication(state, application),
      ...(secret !== undefined && { client_secret: secret }),
    }
    return c.json(answer)
  })

  app.get('/:id', (c) =>
    c.json(sendOAuthApplication(state, oauthApplicationOf(state, c.req.param('id')))),
  )

  app.patch('/:id', async (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    const body = await readBody<UpdateOAuthApplicationParams>(c, { ...KINDS, name: 'string?' })
    return c.json(sendOAuthApplication(state, changeOAuthApplication(state, application, body)))
  })

  app.delete('/:id', (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    removeOAuthApplication(state, application)
    return c.json({ object: 'oauth_application', id: application.id, deleted: true })
  })

  app.put('/:id/logo', async (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    const url = await addImage(c, state, application.id, await readImage(c))
    return c.json(sendOAuthApplication(state, setClientImage(state, application, url)))
  })

  app.post('/:id/rotate_secret', (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    const secret = rotateClientSecret(state, application)
    return c.json({
      ...sendOAuthApplication(state, application),
      ...(secret !== undefined && { client_secret: secret }),
    })
  })

  app.post('/:id/revoke_token', async (c) => {
    const application = oauthApplicationOf(state, c.req.param('id'))
    const body = await readBody<{ token: string }>(c, { token: 'string' })
    required(body, 'token')
    revokeAccessToken(state, application, body.token)
    return c.body(null, 204)
  })
  return app
}
