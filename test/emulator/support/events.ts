import type { Emulator } from 'clerklet-emulator'

interface Emitted {
  type: string
  data: Record<string, unknown>
}

/** The events about one thing, such as `user`, in their order. */
export function eventsAbout(emulator: Emulator, about: string): Emitted[] {
  const events = emulator.snapshot().data.events as Emitted[]
  return events.filter(({ type }) => type.startsWith(`${about}.`))
}

/** Their types. */
export function eventsOf(emulator: Emulator, about: string): string[] {
  return eventsAbout(emulator, about).map(({ type }) => type)
}
