import type { CoreState } from './state.ts'
import type { EmittedEvent } from './store.ts'

const KEPT = 1000

/** Records a webhook event, at `at` or now. Does nothing while a seed is added. */
export function emit(state: CoreState, type: string, data: unknown, at = state.clock.now()): void {
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
