import { type Context, Hono } from 'hono'
import { entry, invalid, notFound, Refusal } from '../core/errors.ts'
import type { Fault } from '../core/faults.ts'
import { readBody, required } from '../core/params.ts'
import type { Delivery } from '../core/store.ts'
import { VERSION } from '../core/version.ts'
import { expireCookies } from '../frontend/index.ts'
import { ownSiteOnly } from './crossSite.ts'
import type { Shown } from './dashboard/view.ts'
import { readFault } from './readFault.ts'
import { type TokenParams, tokenFor } from './tokenFor.ts'

/** The operations of an emulator that the routes below `/_emulator` carry out. */
export interface Panel {
  shown: () => Shown
  faults: Fault[]
  reset: () => void
  /** @throws {TypeError} when the value is not a seed, or breaks a rule of the API. */
  seed: (seed: unknown) => void
  snapshot: () => unknown
  /** @throws {TypeError} when the value is not a snapshot. */
  restore: (snapshot: unknown) => void
  redeliver: (eventId: string) => void
}

/** Creates `/health`, and the routes below `/_emulator` for programs in any language. All of these routes use JSON. */
export function control(panel: Panel): Hono {
  const { shown, faults } = panel
  const app = new Hono()
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return c.json({ errors: error.errors }, { status: error.status as 400 })
  })
  app.use('/_emulator/*', ownSiteOnly)

  app.get('/health', (c) => c.json({ status: 'ok', name: 'clerklet-emulator', version: VERSION }))

  app.get('/_emulator/clock', (c) => c.json(time(shown())))
  app.post('/_emulator/clock', async (c) => {
    const body = await readBody<{ advance: string | number }>(c, { advance: 'any' })
    required(body, 'advance')
    inWords('advance', () => shown().state.clock.advance(body.advance))
    return c.json(time(shown()))
  })

  app.get('/_emulator/faults', (c) => c.json({ data: faults }))
  app.post('/_emulator/faults', async (c) => {
    const fault = await readFault(c)
    faults.push(fault)
    return c.json(fault)
  })
  app.delete('/_emulator/faults', (c) => {
    faults.length = 0
    return c.body(null, 204)
  })

  app.post('/_emulator/reset', (c) => {
    panel.reset()
    return c.body(null, 204)
  })
  app.post('/_emulator/seed', async (c) => {
    const seed = await readWhole(c)
    const before = panel.snapshot()
    inWords('seed', () => {
      try {
        panel.seed(seed)
      } catch (error) {
        // Removes the parts of the seed that were added before the error.
        panel.restore(before)
        throw error
      }
    })
    return c.body(null, 204)
  })
  app.get('/_emulator/snapshot', (c) => c.json(panel.snapshot() as object))
  app.put('/_emulator/snapshot', async (c) => {
    const snapshot = await readWhole(c)
    inWords('snapshot', () => panel.restore(snapshot))
    return c.body(null, 204)
  })

  app.get('/_emulator/requests', (c) => c.json({ data: shown().requests.toReversed() }))
  app.get('/_emulator/messages', (c) => c.json({ data: [...shown().state.outbox.newest()] }))
  app.get('/_emulator/events', (c) => c.json({ data: events(shown()) }))
  app.post('/_emulator/events/:id/redeliver', (c) => {
    const id = c.req.param('id')
    if (!shown().state.events.some((event) => event.id === id)) {
      throw notFound(`There is no event with id ${id}.`)
    }
    panel.redeliver(id)
    return c.body(null, 204)
  })

  app.post('/_emulator/tokens', async (c) => {
    const params = await readBody<TokenParams>(c, {
      user: 'string',
      organization: 'string?',
      azp: 'string',
      template: 'string',
      expires_in: 'number',
      claims: 'object',
    })
    required(params, 'user')
    return c.json(await tokenFor(shown().state, params))
  })
  app.post('/_emulator/tokens/expire', async (c) =>
    c.json({
      cookies: await expireCookies(shown().state, c),
      message:
        'The session tokens in the cookies of this browser on this host have expired. A token that a page or a program stores is valid until it expires, in a minute at most.',
    }),
  )
  app.all('/_emulator/*', (c) => {
    throw notFound(`The emulator has no ${c.req.method} ${c.req.path}`)
  })
  return app
}

function time({ state: { clock } }: Shown) {
  const now = clock.now()
  return { now, time: new Date(now).toISOString(), advanced: clock.advanced() }
}

/** Lists the events with their deliveries, newest first. */
function events({ state }: Shown) {
  const byEvent = new Map<string, Omit<Delivery, 'event'>[]>()
  for (const { event, ...delivery } of state.deliveries) {
    byEvent.set(event.id, [...(byEvent.get(event.id) ?? []), delivery])
  }
  return state.events
    .toReversed()
    .map((event) => ({ ...event, deliveries: byEvent.get(event.id) ?? [] }))
}

/** Reads the JSON of a body of any size. */
async function readWhole(c: Context): Promise<unknown> {
  try {
    return await c.req.json()
  } catch {
    throw new Refusal(
      400,
      entry('request_body_invalid', 'Request body invalid', 'The body must be JSON.'),
    )
  }
}

/** Carries out an operation, and converts its `TypeError` to a refusal of the API. */
function inWords(param: string, carryOut: () => void): void {
  try {
    carryOut()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw invalid(param, 'form_param_value_invalid', 'is invalid', error.message)
  }
}
