import type { Email, Template } from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** An e-mail, and when it was sent. */
export interface StoredEmail extends Email {
  created_at: number
}

/** An e-mail or a text message that would leave, as the person who gets it reads it. */
export interface OutgoingMessage {
  object: 'message'
  /** `ema_…` or `sms_…` */
  id: string
  channel: 'email' | 'sms'
  /** An e-mail address or a phone number. */
  to: string
  /** `null` of a text message. */
  subject: string | null
  /** Text; that of an e-mail without text is its HTML. */
  body: string
  /** The code to type in, if it has one. */
  code: string | null
  /** The link to open, if it has one. */
  link: string | null
  /** Whether Clerk sends it. Otherwise the application does, when the event tells it to. */
  delivered_by_clerk: boolean
  /** Epoch milliseconds. */
  created_at: number
}

/** What was sent, and what it is made from. */
export interface MessagesData {
  emails: Collection<StoredEmail>
  /** The last 1 000 messages as people read them. */
  outbox: Collection<OutgoingMessage>
  /** The templates that differ from how they came, by type and slug. */
  templates: Map<string, Template>
}

export function createMessagesData(): MessagesData {
  return {
    emails: new Collection(),
    outbox: new Collection(),
    templates: new Table(),
  }
}
