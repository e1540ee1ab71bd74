import { Hono } from 'hono'
import { publicKey } from '../../core/keys.ts'
import type { State } from '../../state.ts'

/** `/jwks` */
export function jwks({ instance }: State): Hono {
  const app = new Hono()
  app.get('/', (c) => c.json({ keys: [publicKey(instance.id)] }))
  return app
}
