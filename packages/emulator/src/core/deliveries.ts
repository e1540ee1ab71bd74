import { type SigningSecret, signWebhook } from 'clerklet/webhooks'
import { type Clock, isRunning, onAdvance } from './clock.ts'
import type { CoreState } from './state.ts'
import type { Delivery, EmittedEvent } from './store.ts'

/** Where events are delivered. */
export interface WebhookEndpoint {
  /** What a `Request` for it is made with. */
  url: string
  /** `whsec_…`: what `verifyWebhook` checks with. */
  signingSecret: SigningSecret
  /** What takes the deliveries, such as the `fetch` of a Worker. Default: the global one at the time. */
  fetch?: ((request: Request) => Response | Promise<Response>) | undefined
  /** Which types it wants. Default: all. */
  events?: readonly string[] | undefined
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * How long after a failed attempt the next one follows.
 *
 * @see {@link https://docs.svix.com/retries The schedule of Svix}
 */
const RETRIES = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
] as const

/** Milliseconds, of real time, that an endpoint has for its answer. */
const PATIENCE = 15 * SECOND
const KEPT = 1000
/** What `setTimeout` takes at most. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Delivers events to endpoints. */
export interface Courier {
  /** Sends an event to every endpoint that wants it, as from that time on. */
  take: (event: EmittedEvent, at: number) => void
  /** Sends what is due after a pause in which nobody sent anything. */
  resume: () => void
  /** Resolves when nothing is due any more. */
  idle: () => Promise<void>
}

/**
 * Delivers in the order of the events, one after another; a failed one does not hold up those behind it. What was restored
 * is delivered again if it is not known to have arrived: at least once, as Svix does.
 */
export function createCourier(
  state: () => CoreState,
  clock: Clock,
  endpoints: WebhookEndpoint[],
): Courier {
  let running: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const next = () =>
    [...state().deliveries.oldest(undefined, ({ next_at }) => next_at !== null)].sort(
      (one, other) => (one.next_at ?? 0) - (other.next_at ?? 0),
    )[0]

  const pump = async () => {
    for (;;) {
      const delivery = next()
      if (!delivery || (delivery.next_at ?? 0) > clock.now()) return
      await attempt(delivery)
    }
  }
  const wake = () => {
    clearTimeout(timer)
    running ??= Promise.resolve()
      .then(pump)
      .finally(() => {
        running = undefined
        wait()
      })
  }
  /** A clock that runs comes to the next attempt by itself. */
  const wait = () => {
    const { next_at } = next() ?? {}
    if (!isRunning(clock) || typeof next_at !== 'number') return
    timer = setTimeout(wake, Math.min(Math.max(next_at - clock.now(), 0), LONGEST_TIMER))
    // Node need not stay for it; elsewhere a timer is a number.
    if (typeof timer === 'object') timer.unref?.()
  }

  const attempt = async (due: Delivery) => {
    const { deliveries } = state()
    const endpoint = endpoints.find(({ url }) => url === due.url)
    // Not the time that it is: whoever moves the clock by a day wants to see the attempts of a day.
    const at = due.next_at ?? clock.now()
    const status = endpoint ? await send(endpoint, due.event, clock.now()) : null
    // Again, since it is changed after a pause: what is kept on a disk is compared when it is handed out.
    const delivery = deliveries.get(due.id)
    if (!delivery) return
    delivery.attempts.push({ at, status })
    const pause = RETRIES[delivery.attempts.length - 1]
    if (status !== null && status >= 200 && status < 300) {
      Object.assign(delivery, { status: 'delivered', next_at: null })
    } else if (pause === undefined) {
      Object.assign(delivery, { status: 'failed', next_at: null })
    } else {
      delivery.next_at = at + pause
    }
  }

  onAdvance(clock, wake)
  return {
    resume: () => {
      const now = clock.now()
      for (const delivery of state().deliveries) {
        if (delivery.next_at !== null) delivery.next_at = Math.max(delivery.next_at, now)
      }
      wake()
    },
    idle: async () => {
      while (running) await running
    },
    take: (event, at) => {
      const { deliveries, newId } = state()
      for (const { url, events } of endpoints) {
        if (events && !events.includes(event.type)) continue
        deliveries.add({
          id: newId('dlv'),
          created_at: at,
          url,
          event,
          status: 'pending',
          attempts: [],
          next_at: at,
        })
      }
      forget(state())
      if (endpoints.length) wake()
    },
  }
}

async function send(
  { url, signingSecret, fetch = globalThis.fetch }: WebhookEndpoint,
  { id, ...event }: EmittedEvent,
  at: number,
): Promise<number | null> {
  try {
    const signed = await signWebhook(event, { signingSecret, id, timestamp: at / 1000 })
    const signal = AbortSignal.timeout(PATIENCE)
    const response = await fetch(new Request(url, { ...signed, redirect: 'manual', signal }))
    await response.body?.cancel()
    return response.status
  } catch {
    return null
  }
}

/** Of those that are over, the oldest are forgotten. */
function forget({ deliveries }: CoreState): void {
  if (deliveries.size <= KEPT) return
  for (const { id, status } of deliveries) {
    if (status === 'pending') continue
    deliveries.delete(id)
    return
  }
}
