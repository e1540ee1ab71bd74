import type { State } from '../state.ts'

/** An event, as a webhook delivers it, and the id of its message. */
export interface EmittedEvent {
  /** `msg_…`: the same in each delivery. */
  id: string
  type: string
  object: 'event'
  /** What it is about, as it was at that moment. */
  data: unknown
  /** Epoch milliseconds. */
  timestamp: number
  instance_id: string
}

const KEPT = 1000

/** Notes that something happened which webhooks tell of: now, or when the clock passed by. */
export function emit(state: State, type: string, data: unknown, at = state.clock.now()): void {
  const { instance, newId, events } = state
  if (state.silent) return
  const event: EmittedEvent = {
    id: newId('msg'),
    type,
    object: 'event',
    data: structuredClone(data),
    timestamp: at,
    instance_id: instance.id,
  }
  events.push(event)
  if (events.length > KEPT) events.shift()
  state.onEvent(event)
}
