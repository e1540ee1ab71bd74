import { Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { queryOf } from '../../core/lists.ts'
import type { State } from '../../state.ts'
import { redeemHandshake } from '../handshake.ts'

/** `/clients/handshake_payload` of the Backend API: exchanges the nonce of a handshake for cookies. A nonce works only once. */
export function handshakePayload(state: State): Hono {
  const app = new Hono()

  app.get('/handshake_payload', (c) => {
    const nonce = queryOf(c).get('nonce')
    if (!nonce) {
      throw new Refusal(
        400,
        entry(
          'missing_query_parameter',
          'Missing query parameter',
          "The query parameter 'nonce' is missing from the request.",
        ),
      )
    }
    return c.json({ directives: redeemHandshake(state, nonce) })
  })
  return app
}
