import { Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import type { State } from '../../state.ts'

/** `/webhooks`: the Svix app of the instance, which there is or is not. */
export function webhooks(state: State): Hono {
  const app = new Hono()

  app.post('/svix', (c) => {
    if (state.svixApp.id) {
      throw new Refusal(
        400,
        entry('svix_app_exists', 'Svix app exists', 'The instance has a Svix app already.'),
      )
    }
    state.svixApp.id = state.newId('app')
    return c.json({ svix_url: link(state, state.svixApp.id) })
  })

  app.delete('/svix', (c) => {
    svixAppOf(state)
    state.svixApp.id = null
    return c.body(null, 204)
  })

  app.post('/svix_url', (c) => c.json({ svix_url: link(state, svixAppOf(state)) }))
  return app
}

function svixAppOf({ svixApp }: State): string {
  if (svixApp.id) return svixApp.id
  throw new Refusal(
    400,
    entry('svix_app_missing', 'Svix app missing', 'The instance has no Svix app.'),
  )
}

/** A link that opens the dashboard of Svix, each with a key of its own. */
function link({ newId }: State, appId: string): string {
  const key = btoa(JSON.stringify({ appId, oneTimeToken: newId('one') }))
  return `https://app.svix.com/login#key=${encodeURIComponent(key)}`
}
