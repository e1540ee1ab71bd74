import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { publicOrigin } from '../answers.ts'
import { authorizationServerMetadata, openIdConfiguration } from '../oauthMetadata.ts'

/** `/.well-known`: the public keys, which the Backend API serves only with a secret key, and OAuth discovery. */
export function wellKnown(state: State): Hono {
  const app = new Hono()
  app.get('/jwks.json', (c) => c.json({ keys: [state.keys.publicKey(state.instance.id)] }))
  app.get('/oauth-authorization-server', (c) =>
    c.json(authorizationServerMetadata(state, publicOrigin(c))),
  )
  app.get('/openid-configuration', (c) => c.json(openIdConfiguration(state, publicOrigin(c))))
  return app
}
