import type { Email, Template } from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** An e-mail with the time of its creation. */
export interface StoredEmail extends Email {
  created_at: number
}

/** An e-mail or a text message as the recipient reads it. It is not actually sent. */
export interface OutgoingMessage {
  object: 'message'
  /** `ema_…` or `sms_…` */
  id: string
  channel: 'email' | 'sms'
  /** An e-mail address or a phone number. */
  to: string
  /** `null` for a text message. */
  subject: string | null
  /** The text; for an e-mail without text, its HTML. */
  body: string
  /** The code in the message, if any. */
  code: string | null
  /** The link in the message, if any. */
  link: string | null
  /** Whether Clerk would send the message. Otherwise, the application sends it when it receives the webhook event. */
  delivered_by_clerk: boolean
  /** Epoch milliseconds. */
  created_at: number
}

/** Messages and their templates. */
export interface MessagesData {
  emails: Collection<StoredEmail>
  /** The last 1 000 messages as the recipients read them. */
  outbox: Collection<OutgoingMessage>
  /** The templates that the instance has changed, by type and slug. */
  templates: Map<string, Template>
}

export function createMessagesData(): MessagesData {
  return {
    emails: new Collection(),
    outbox: new Collection(),
    templates: new Table(),
  }
}
