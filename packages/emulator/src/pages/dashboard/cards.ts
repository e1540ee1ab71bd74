import { clockCard } from './clock.ts'
import { environmentCard } from './environment.ts'
import { eventsCard } from './events.ts'
import { faultsCard } from './faults.ts'
import { inboxCard } from './inbox.ts'
import type { Markup } from './markup.ts'
import { organizationsCard } from './organizations.ts'
import { requestsCard } from './requests.ts'
import { sessionsCard } from './sessions.ts'
import { usersCard } from './users.ts'
import type { View } from './view.ts'

/** The cards of the dashboard by id, in the order of the page. */
export const CARDS: Record<string, { title: string; render: (view: View) => Markup }> = {
  requests: { title: 'Requests', render: requestsCard },
  inbox: { title: 'Inbox', render: inboxCard },
  users: { title: 'Users', render: usersCard },
  events: { title: 'Events', render: eventsCard },
  organizations: { title: 'Organizations', render: organizationsCard },
  sessions: { title: 'Sessions', render: sessionsCard },
  clock: { title: 'Clock', render: clockCard },
  faults: { title: 'Faults', render: faultsCard },
  environment: { title: 'Environment', render: environmentCard },
}

/** The cards of each column, from top to bottom. */
export const COLUMNS: string[][] = [
  ['requests'],
  ['inbox', 'users'],
  ['events', 'organizations', 'sessions'],
  ['clock', 'faults', 'environment'],
]
