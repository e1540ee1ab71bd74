import type { User } from 'clerklet'
import { html } from 'hono/html'
import { isLive, upToDate } from '../../sessions/index.ts'
import { describeUser } from '../people.ts'
import { collectionCard } from './collectionCard.ts'
import { action, data, facts, type Markup, opener, time } from './markup.ts'
import { finds, type View } from './view.ts'

/** The seed that the dashboard offers while there are no users: a user to sign in as, and their organization. */
export const ADA_AND_ACME = {
  users: [
    {
      id: 'user_ada',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email_address: ['ada@example.com'],
    },
  ],
  organizations: [{ id: 'org_acme', name: 'Acme', slug: 'acme', created_by: 'user_ada' }],
}

export function usersCard(view: View): Markup {
  return collectionCard(view, {
    title: 'Users',
    items: view.state.users,
    kind: 'user',
    heads: ['Name', 'Known by', 'State', 'Use'],
    matches: (user) => matches(view, user),
    row: (user) => rowOf(view, user),
    otherwise: html`<p>There are no users yet. Add one to sign in as:</p>${begin()}`,
  })
}

function begin(): Markup {
  return html`<p>${action('Add Ada and Acme', {
    id: 'add-ada',
    send: 'POST /_emulator/seed',
    body: ADA_AND_ACME,
    said: 'Ada and her organization Acme are there.',
  })}</p>
<p>The same as a seed, <code>seed.json</code>, for every start with <code>clerklet-emulator --seed seed.json</code>:</p>
<pre>${JSON.stringify(ADA_AND_ACME, undefined, 2)}</pre>`
}

function matches(view: View, user: User): boolean {
  return finds(
    view,
    user.id,
    user.external_id,
    [user.first_name, user.last_name].filter(Boolean).join(' '),
    user.username,
    ...user.email_addresses.map(({ email_address }) => email_address),
    ...user.phone_numbers.map(({ phone_number }) => phone_number),
    ...(view.search ? [JSON.stringify([user.public_metadata, user.private_metadata])] : []),
  )
}

function rowOf(view: View, user: User) {
  const key = `user-${user.id}`
  const [name, other] = describeUser(user)
  const barred = user.banned ? 'banned' : user.locked ? 'locked' : ''
  const known = other && other !== user.id ? html`<span class="breaks">${other}</span><br>` : html``
  return {
    key,
    cells: [
      opener(view, key, name),
      html`${known}<code>${user.id}</code>`,
      barred || 'active',
      barred ? undefined : use(user.id, name),
    ],
    detail: () => detailOf(view, user),
  }
}

function use(id: string, name: string): Markup {
  return html`<span class="actions"><form method="post" action="/sign-in"><button name="user_id" value="${id}" id="as-${id}" aria-label="Sign in as ${name}">Sign in</button></form>
${action('Copy token', {
  id: `token-${id}`,
  send: 'POST /_emulator/tokens',
  body: { user: id },
  copy: 'jwt',
  said: `A session token of ${name} is copied. It is good for a minute.`,
  name: `Copy a session token of ${name}`,
})}</span>`
}

function detailOf(view: View, user: User): Markup {
  const { state } = view
  const sessions = state.sessions
    .where('user_id', user.id)
    .map((session) => upToDate(state, session))
    .filter(isLive)
  return html`${facts([
    ['Created', time(user.created_at)],
    ['Last sign-in', user.last_sign_in_at ? time(user.last_sign_in_at) : 'never'],
    ['Username', user.username],
    ['External id', user.external_id],
    ['Password', user.password_enabled ? 'set' : 'none'],
    ['Second factor', user.two_factor_enabled ? 'set' : 'none'],
    [
      'E-mail addresses',
      user.email_addresses.map((one) =>
        contact(
          one.email_address,
          one.verification?.status,
          one.id === user.primary_email_address_id,
        ),
      ),
    ],
    [
      'Phone numbers',
      user.phone_numbers.map((one) =>
        contact(
          one.phone_number,
          one.verification?.status,
          one.id === user.primary_phone_number_id,
        ),
      ),
    ],
    [
      'External accounts',
      user.external_accounts.map(
        (one) => html`<span class="one">${one.provider}: ${one.email_address}</span>`,
      ),
    ],
    [
      'Organizations',
      state.memberships
        .where('user_id', user.id)
        .map(
          ({ organization_id, role_id }) =>
            html`<span class="one">${state.organizations.peek(organization_id)?.name ?? organization_id}, ${state.roles.peek(role_id)?.key}</span>`,
        ),
    ],
    [
      'Sessions',
      sessions.map(
        ({ id, status, expire_at }) =>
          html`<span class="one"><code>${id}</code> ${status}, until ${time(expire_at)}</span>`,
      ),
    ],
  ])}
<div class="split">${data(view, 'Public metadata', user.public_metadata)}
${data(view, 'Private metadata', user.private_metadata)}
${data(view, 'Unsafe metadata', user.unsafe_metadata)}</div>`
}

function contact(value: string, status: string | undefined, isPrimary: boolean): Markup {
  return html`<span class="one"><span class="breaks">${value}</span>, ${status ?? 'unverified'}${isPrimary ? ', primary' : ''}</span>`
}
