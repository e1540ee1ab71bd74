import type { Emulator } from 'clerklet-emulator'
import { expect } from 'vitest'

/** Follows the link of an invitation in a new browser. Then signs up or in with its ticket, as a page of the application does. */
export async function enterByLink(
  emulator: Emulator,
  link: string | null | undefined,
): Promise<URL> {
  const led = await emulator.fetch(link ?? '', { redirect: 'manual' })
  expect(led.status).toBe(303)
  const target = new URL(led.headers.get('location') ?? '')
  const ticket = target.searchParams.get('__clerk_ticket') ?? ''
  const way = target.searchParams.get('__clerk_status') === 'sign_up' ? 'sign_ups' : 'sign_ins'
  const entered = await emulator.fetch(`http://localhost:4010/v1/client/${way}`, {
    method: 'POST',
    body: new URLSearchParams({ strategy: 'ticket', ticket }),
  })
  expect(await entered.json()).toMatchObject({ response: { status: 'complete' } })
  return target
}
