import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { addSvixApp, removeSvixApp, svixAppOf } from '../svixApp.ts'

/** The routes of `/webhooks`, which create, remove and link to the Svix app of the instance. */
export function webhooks(state: State): Hono {
  const app = new Hono()

  app.post('/svix', (c) => c.json({ svix_url: link(state, addSvixApp(state)) }))

  app.delete('/svix', (c) => {
    removeSvixApp(state)
    return c.body(null, 204)
  })

  app.post('/svix_url', (c) => c.json({ svix_url: link(state, svixAppOf(state)) }))
  return app
}

/** Makes a link to the dashboard of Svix. Each link has a new key. */
function link({ newId }: State, appId: string): string {
  const key = btoa(JSON.stringify({ appId, oneTimeToken: newId('one') }))
  return `https://app.svix.com/login#key=${encodeURIComponent(key)}`
}
