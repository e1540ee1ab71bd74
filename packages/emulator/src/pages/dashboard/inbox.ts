import { html } from 'hono/html'
import type { OutgoingMessage } from '../../messages/index.ts'
import { collectionCard } from './collectionCard.ts'
import { block, copies, facts, type Markup, opener, time } from './markup.ts'
import { finds, type View } from './view.ts'

/** Renders the e-mails and text messages, with the codes and links with which people sign in. */
export function inboxCard(view: View): Markup {
  return collectionCard(view, {
    title: 'Inbox',
    items: view.state.outbox,
    kind: 'message',
    heads: ['Time', 'To', 'Message', 'Code or link'],
    matches: ({ to, subject, body }) => finds(view, to, subject, body),
    row: (message) => rowOf(view, message),
    otherwise: html`<p>E-mails and text messages appear here in place of being sent, with their codes and links: for a sign-in, a sign-up or an invitation.</p>`,
  })
}

function rowOf(view: View, message: OutgoingMessage) {
  const { id, created_at, to, subject, body, channel, delivered_by_clerk } = message
  const key = `message-${id}`
  return {
    key,
    cells: [
      time(created_at),
      html`<span class="breaks">${to}</span>`,
      opener(view, key, subject ?? firstWords(body)),
      html`<span class="actions">${codeOf(message)}${linkOf(message)}</span>`,
    ],
    detail: () => html`${facts([
      ['Id', html`<code>${id}</code>`],
      ['Channel', channel === 'email' ? 'e-mail' : 'text message'],
      ['Sent by', delivered_by_clerk ? 'Clerk' : 'the application, on its event'],
    ])}
${block('Text', body)}`,
  }
}

function codeOf({ id, code, to }: OutgoingMessage): Markup {
  if (code === null) return html``
  return html`<strong class="code">${code}</strong>${copies(`copy-${id}`, 'Copy', code, `Code to ${to}`)}`
}

function linkOf({ id, link, to }: OutgoingMessage): Markup {
  // Only web links are rendered: an application may use any scheme in a link, even `javascript:`.
  if (link === null || !/^https?:/i.test(link)) return html``
  return html`<a id="link-${id}" href="${link}" target="_blank" rel="noopener" aria-label="Open link to ${to} in a new tab">Open link</a>`
}

function firstWords(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
