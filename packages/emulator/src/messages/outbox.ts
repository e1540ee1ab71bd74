import type { State } from '../state.ts'
import type { OutgoingMessage } from './store.ts'

const KEPT = 1000

/**
 * Adds a message to the outbox, with the code and the link that `data` contains. Does nothing while a seed is added.
 *
 * @param message The message, with the id of its e-mail or text message.
 */
export function noteMessage(
  state: State,
  message: Omit<OutgoingMessage, 'object' | 'code' | 'link' | 'created_at'>,
  data: Record<string, unknown> | null | undefined,
): void {
  const { outbox, silent, clock } = state
  if (silent) return
  const noted = outbox.add({
    object: 'message',
    ...message,
    code: textOf(data?.otp_code),
    link: textOf(data?.action_url),
    created_at: clock.now(),
  })
  if (outbox.size > KEPT) {
    const [oldest] = outbox.inserted()
    if (oldest) outbox.delete(oldest.id)
  }
  state.onMessage({ ...noted })
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
