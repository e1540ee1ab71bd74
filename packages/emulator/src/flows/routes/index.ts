import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { actorTokens } from './actorTokens.ts'
import { agentTasks } from './agentTasks.ts'
import { emailAddresses, phoneNumbers, userContacts } from './contacts.ts'
import { invitations } from './invitations.ts'
import { removal } from './removal.ts'
import { allowlistIdentifiers, blocklistIdentifiers } from './restrictions.ts'
import { signInTokens } from './signInTokens.ts'
import { signUps } from './signUps.ts'
import { users } from './users.ts'
import { waitlistEntries } from './waitlistEntries.ts'

/**
 * The routes of invitations, waitlist, restrictions, sign-ups and tickets, and the routes that change data of several modules.
 */
export function flowRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/', removal(state))
  app.route('/users', users(state))
  app.route('/users', userContacts(state))
  app.route('/email_addresses', emailAddresses(state))
  app.route('/phone_numbers', phoneNumbers(state))
  app.route('/sign_ups', signUps(state))
  app.route('/sign_in_tokens', signInTokens(state))
  app.route('/actor_tokens', actorTokens(state))
  app.route('/agents/tasks', agentTasks(state))
  app.route('/invitations', invitations(state))
  app.route('/waitlist_entries', waitlistEntries(state))
  app.route('/allowlist_identifiers', allowlistIdentifiers(state))
  app.route('/blocklist_identifiers', blocklistIdentifiers(state))
  return app
}
