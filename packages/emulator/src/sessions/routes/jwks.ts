import { Hono } from 'hono'
import type { State } from '../../state.ts'

/** The routes of `/jwks`. */
export function jwks({ instance, keys }: State): Hono {
  const app = new Hono()
  app.get('/', (c) => c.json({ keys: [keys.publicKey(instance.id)] }))
  return app
}
