import type { Email, Template } from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** An e-mail, and when it was sent. */
export interface StoredEmail extends Email {
  created_at: number
}

/** What was sent, and what it is made from. */
export interface MessagesData {
  emails: Collection<StoredEmail>
  /** The templates that differ from how they came, by type and slug. */
  templates: Map<string, Template>
}

export function createMessagesData(): MessagesData {
  return {
    emails: new Collection(),
    templates: new Table(),
  }
}
