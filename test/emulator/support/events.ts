import { WebhookEventSchemas } from 'clerklet/schemas'
import type { Emulator } from 'clerklet-emulator'
import * as v from 'valibot'

interface Emitted {
  type: string
  data: Record<string, unknown>
}

/** The events about one resource, such as `user`, in their order. */
export function eventsAbout(emulator: Emulator, about: string): Emitted[] {
  const events = emulator.snapshot().data.events as Emitted[]
  return events.filter(({ type }) => type.startsWith(`${about}.`))
}

/** The types of the events about one resource, in their order. */
export function eventsOf(emulator: Emulator, about: string): string[] {
  return eventsAbout(emulator, about).map(({ type }) => type)
}

/** Checks the schema of every event. Throws when an event is unknown, or has a validation issue. */
export function checkEvents(emulator: Emulator): void {
  const schemas: Record<string, v.GenericSchema<unknown>> = WebhookEventSchemas
  for (const event of emulator.snapshot().data.events as Emitted[]) {
    const schema = schemas[event.type]
    if (!schema) throw new Error(`There is no event ${event.type}`)
    const { issues } = v.safeParse(schema, event)
    if (issues) throw new Error(`${event.type} ${JSON.stringify(v.flatten(issues))}`)
  }
}
