import { Hono } from 'hono'
import type { State } from '../../state.ts'

const HOUR = 3_600_000

/** The routes of `/testing_tokens`. */
export function testingTokens(state: State): Hono {
  const app = new Hono()
  app.post('/', (c) =>
    c.json({
      object: 'testing_token',
      token: `${Math.floor(state.clock.now() / 1000)}-${state.newId('token').slice(6)}`,
      expires_at: state.clock.now() + HOUR,
    }),
  )
  return app
}
