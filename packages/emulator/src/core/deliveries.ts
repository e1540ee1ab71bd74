import { type SigningSecret, signWebhook } from 'clerklet/webhooks'
import { type Clock, isRunning, onAdvance } from './clock.ts'
import type { CoreState } from './state.ts'
import type { Delivery, EmittedEvent } from './store.ts'

/** An endpoint that receives events. */
export interface WebhookEndpoint {
  /** The URL that deliveries are sent to. */
  url: string
  /** `whsec_…`: the secret that signs deliveries and that `verifyWebhook` takes. */
  signingSecret: SigningSecret
  /**
   * Handles the deliveries in place of the network, such as the `fetch` of a Worker. Default: the global `fetch` at the time
   * of the delivery.
   */
  fetch?: ((request: Request) => Response | Promise<Response>) | undefined
  /** The types of events to deliver. Default: all. */
  events?: readonly string[] | undefined
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/**
 * The pauses after failed attempts, in milliseconds.
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

/** The timeout of a delivery, in milliseconds of real time. */
const PATIENCE = 15 * SECOND
const KEPT = 1000
/** The longest delay that `setTimeout` takes. */
const LONGEST_TIMER = 2 ** 31 - 1

/** Delivers events to endpoints. */
export interface Courier {
  /** Queues an event for every endpoint that subscribes to it; the first attempt is due at `at`. */
  take: (event: EmittedEvent, at: number) => void
  /** Resumes the pending deliveries of a restored state. Overdue deliveries become due now. */
  resume: () => void
  /** Resolves when no delivery is due. */
  idle: () => Promise<void>
}

/**
 * Creates a courier that sends deliveries one at a time, in the order of their due times. Other deliveries do not wait for the
 * retries of a failed delivery. After a restore, the courier sends the deliveries that were pending in the restored state. As
 * with Svix, an event may therefore arrive twice.
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
  /** Starts the timer of the next attempt, when the clock runs with the real time. */
  const wait = () => {
    const { next_at } = next() ?? {}
    if (!isRunning(clock) || typeof next_at !== 'number') return
    timer = setTimeout(wake, Math.min(Math.max(next_at - clock.now(), 0), LONGEST_TIMER))
    // The timer does not keep a Node process running. In other runtimes a timer is a number.
    if (typeof timer === 'object') timer.unref?.()
  }

  const attempt = async (due: Delivery) => {
    const { deliveries } = state()
    const endpoint = endpoints.find(({ url }) => url === due.url)
    // The due time is recorded, not the current time. When the clock moves by a day at once, the attempts have different times.
    const at = due.next_at ?? clock.now()
    const status = endpoint ? await send(endpoint, due.event, clock.now()) : null
    // Read again after the request: persistence records a change only when the object is read just before.
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

/** Removes the oldest delivery that is not pending, when more than `KEPT` deliveries are stored. */
function forget({ deliveries }: CoreState): void {
  if (deliveries.size <= KEPT) return
  for (const { id, status } of deliveries) {
    if (status === 'pending') continue
    deliveries.delete(id)
    return
  }
}
