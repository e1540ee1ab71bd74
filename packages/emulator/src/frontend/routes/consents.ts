import { Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { applicationWith } from '../../machines/index.ts'
import type { State } from '../../state.ts'
import { authorize } from '../authorizations.ts'
import { signedIn } from '../signedIn.ts'

/** Descriptions of the scopes for the consent page. */
const SCOPES: Record<string, string> = {
  profile: 'Read your name, username and image',
  email: 'Read your email address',
  openid: 'Know who you are',
  offline_access: 'Keep its access while you are away',
  public_metadata: 'Read your public metadata',
  private_metadata: 'Read your private metadata',
}

/** `/me/oauth/consent/{client_id}`: the consent that a user is asked for, and their answer. */
export function consents(state: State): Hono {
  const app = new Hono()

  app.get('/:client', (c) => {
    signedIn(state, c)
    const id = c.req.param('client')
    const application = applicationWith(state, id)
    if (!application) throw notFound(`No OAuth client was found with id ${id}`)
    const { redirect_uri = application.redirect_uris?.[0], scope = application.scopes } =
      c.req.query()
    return c.json({
      oauth_application_name: application.name,
      oauth_application_logo_url: application.client_image_url,
      oauth_application_url: application.client_uri,
      client_id: application.client_id,
      redirect_domain:
        redirect_uri && URL.canParse(redirect_uri) ? new URL(redirect_uri).hostname : null,
      scopes: scope.split(' ').map((name) => ({
        scope: name,
        description: SCOPES[name] ?? null,
        requires_consent: true,
      })),
    })
  })

  app.post('/:client', async (c) => {
    signedIn(state, c)
    const params = new URLSearchParams(await c.req.text())
    params.set('client_id', c.req.param('client'))
    // `prompt=login` would request another sign-in, although the user is already signed in.
    params.delete('prompt')
    return authorize(state, c, params, params.get('consented') === 'true')
  })
  return app
}
