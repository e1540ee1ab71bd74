import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { publicOrigin } from '../answers.ts'
import { authorizationServerMetadata, openIdConfiguration } from '../oauthMetadata.ts'

/** `/.well-known`: the keys that the Backend API has behind the secret key, and the discovery of OAuth. */
export function wellKnown(state: State): Hono {
  const app = new Hono()
  app.get('/jwks.json', (c) => c.json({ keys: [state.keys.publicKey(state.instance.id)] }))
  app.get('/oauth-authorization-server', (c) =>
    c.json(authorizationServerMetadata(state, publicOrigin(c))),
  )
  app.get('/openid-configuration', (c) => c.json(openIdConfiguration(state, publicOrigin(c))))
  return app
}
