import { html } from 'hono/html'
import type { State } from '../../state.ts'
import { describeUser } from '../people.ts'
import { collectionCard } from './collectionCard.ts'
import { data, facts, type Markup, opener, time } from './markup.ts'
import { finds, type View } from './view.ts'

type Organization = NonNullable<ReturnType<State['organizations']['peek']>>

/** The maximum number of members, and of open invitations, in the detail of an organization. */
const MEMBERS = 50

export function organizationsCard(view: View): Markup {
  return collectionCard(view, {
    title: 'Organizations',
    items: view.state.organizations,
    kind: 'organization',
    heads: ['Name', 'Slug', 'Members'],
    matches: (organization) => matches(view, organization),
    row: (organization) => rowOf(view, organization),
    otherwise: html`<p>There are no organizations yet. “Add Ada and Acme” adds one. So does a seed, a user of your application, or <code>createOrganization</code>.</p>`,
  })
}

function matches(view: View, { id, name, slug, public_metadata, private_metadata }: Organization) {
  return finds(
    view,
    id,
    name,
    slug,
    ...(view.search ? [JSON.stringify([public_metadata, private_metadata])] : []),
  )
}

function rowOf(view: View, organization: Organization) {
  const { id, name, slug } = organization
  const key = `organization-${id}`
  return {
    key,
    cells: [
      html`${opener(view, key, name)}<br><code>${id}</code>`,
      html`<span class="breaks">${slug}</span>`,
      view.state.memberships.count('organization_id', id),
    ],
    detail: () => detailOf(view, organization),
  }
}

function detailOf(view: View, organization: Organization): Markup {
  const { state } = view
  const { id, created_at, created_by, max_allowed_memberships } = organization
  const members = state.memberships.where('organization_id', id)
  const invitations = state.organizationInvitations
    .where('organization_id', id)
    .filter(({ status }) => status === 'pending')
  return html`${facts([
    ['Created', time(created_at)],
    ['Created by', created_by ? nameOf(state, created_by) : 'nobody'],
    ['Most members', max_allowed_memberships || 'no limit'],
    [
      'Members',
      members
        .slice(0, MEMBERS)
        .map(
          ({ user_id, role_id }) =>
            html`<span class="one">${nameOf(state, user_id)}, ${state.roles.peek(role_id)?.key}</span>`,
        ),
    ],
    [
      'Open invitations',
      invitations
        .slice(0, MEMBERS)
        .map(
          ({ email_address, role }) =>
            html`<span class="one"><span class="breaks">${email_address}</span>, ${role}</span>`,
        ),
    ],
    [
      'Domains',
      state.organizationDomains
        .where('organization_id', id)
        .map(
          ({ name, enrollment_mode }) => html`<span class="one">${name}, ${enrollment_mode}</span>`,
        ),
    ],
  ])}
<div class="split">${data(view, 'Public metadata', organization.public_metadata)}
${data(view, 'Private metadata', organization.private_metadata)}</div>`
}

function nameOf(state: State, userId: string): string {
  const user = state.users.peek(userId)
  return user ? describeUser(user)[0] : userId
}
