/**
 * A Worker that keeps a table of users equal to Clerk's users.
 *
 * Events arrive at least once and in any order. Each write can therefore be repeated, an older state never replaces a newer
 * one, and a deleted user stays deleted. The ids of handled messages need not be stored.
 *
 * `schema.sql` creates the table. Create the endpoint, https://…/webhooks/clerk, and its signing secret in Clerk's dashboard.
 */
import type { User } from 'clerklet'
import { handleWebhook } from 'clerklet/webhooks'

/** The part of D1 that this program uses. `wrangler types` generates the complete type. */
interface Database {
  prepare(query: string): { bind(...values: unknown[]): { run(): Promise<unknown> } }
}

interface Env {
  DB: Database
  /** A secret `whsec_…` or, during a rotation, two secrets separated by a space. */
  CLERK_WEBHOOK_SIGNING_SECRET: string
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname !== '/webhooks/clerk') {
      return new Response('Not found', { status: 404 })
    }
    return handleWebhook(request, {
      signingSecret: env.CLERK_WEBHOOK_SIGNING_SECRET.split(' '),
      on: {
        'user.created': ({ data }) => save(env.DB, data),
        'user.updated': ({ data }) => save(env.DB, data),
        'user.deleted': ({ data }) => remove(env.DB, data.id),
      },
    })
  },
}

function save(db: Database, user: User): Promise<unknown> {
  const { id, first_name, last_name, email_addresses, primary_email_address_id, updated_at } = user
  const primary = email_addresses.find((address) => address.id === primary_email_address_id)
  const name = [first_name, last_name].filter(Boolean).join(' ')
  return db
    .prepare(
      `INSERT INTO users (id, email_address, name, updated_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE
      SET email_address = excluded.email_address, name = excluded.name, updated_at = excluded.updated_at
      WHERE excluded.updated_at > users.updated_at AND NOT users.deleted`,
    )
    .bind(id, primary?.email_address ?? null, name, updated_at)
    .run()
}

/** Deletes the data of a user and marks the id as deleted, so that a late event does not restore the user. */
function remove(db: Database, id: string | undefined): Promise<unknown> {
  return db
    .prepare(
      `INSERT INTO users (id, updated_at, deleted) VALUES (?, 0, TRUE)
      ON CONFLICT (id) DO UPDATE SET email_address = NULL, name = NULL, deleted = TRUE`,
    )
    .bind(id)
    .run()
}
