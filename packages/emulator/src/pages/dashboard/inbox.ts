import { html } from 'hono/html'
import type { OutgoingMessage } from '../../messages/index.ts'
import {
  block,
  copies,
  countOf,
  facts,
  hasMore,
  heading,
  type Markup,
  nothing,
  opener,
  table,
  time,
} from './markup.ts'
import { finds, firstOf, openIds, type View } from './view.ts'

const ROWS = 25

/** What would be mailed: people find the code or the link to get in with here. */
export function inboxCard(view: View): Markup {
  const { outbox } = view.state
  const found = firstOf(
    outbox.newest(undefined, ({ to, subject, body }) => finds(view, to, subject, body)),
    ROWS + 1,
  )
  const rows = firstOf(
    found,
    ROWS,
    openIds(view, 'message').flatMap((id) => outbox.peek(id) ?? []),
  )
  return html`${heading('inbox', 'Inbox', countOf(view, outbox.size, found.length, ROWS))}
${
  rows.length
    ? table(
        view,
        'Inbox',
        ['Time', 'To', 'Message', 'Code or link'],
        rows.map((message) => rowOf(view, message)),
      )
    : nothing(
        view,
        html`<p>E-mails and text messages that would leave come here, with their codes and links: of a sign-in, a sign-up, an invitation.</p>`,
      )
}
${hasMore(view, outbox.size, found.length, ROWS)}`
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
  // A link of an application may have any scheme, `javascript:` too.
  if (link === null || !/^https?:/i.test(link)) return html``
  return html`<a id="link-${id}" href="${link}" target="_blank" rel="noopener" aria-label="Open link to ${to} in a new tab">Open link</a>`
}

function firstWords(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
