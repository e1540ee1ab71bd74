import { html } from 'hono/html'
import { redact, redactText } from '../../core/redaction.ts'
import { toggled, type View } from './view.ts'

export type Markup = ReturnType<typeof html>
type Cell = string | number | null | undefined | Markup

/** One thing of a table. */
export interface Row {
  /** Such as `user-user_ada`: what the address of the page calls it. */
  key: string
  cells: Cell[]
  /** Is shown below the row when it is open. */
  detail: () => Markup
}

/** A table whose rows open. It says its roles, which browsers forget where the style makes no table of it. */
export function table(view: View, label: string, heads: string[], rows: Row[]): Markup {
  const id = label.toLowerCase().replaceAll(' ', '-')
  return html`<div class="scroll" id="${id}-scroll" role="region" tabindex="0" aria-label="${label}, scrollable">
<table id="${id}-table" role="table">
<caption class="unseen">${label}, the newest first</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th scope="col" role="columnheader">${head}</th>`)}</tr></thead>
<tbody id="${id}-rows" role="rowgroup">${rows.map((row) => rowOf(view, heads, row))}</tbody>
</table>
</div>`
}

function rowOf(view: View, heads: string[], { key, cells, detail }: Row): Markup {
  const isOpen = view.open.has(key)
  return html`<tr class="row" role="row" id="row-${key}">${cells.map((cell, i) => html`<td role="cell" data-head="${heads[i]}">${cell ?? '–'}</td>`)}</tr>${
    isOpen
      ? html`<tr class="detail" role="row" id="detail-${key}"><td role="cell" colspan="${heads.length}">${detail()}</td></tr>`
      : ''
  }`
}

/** What opens and closes a row. Without a script it is a link to the same page. */
export function opener(view: View, key: string, label: string | Markup): Markup {
  const isOpen = view.open.has(key)
  return html`<a class="opener" id="open-${key}" data-open="${key}" href="${toggled(view, key)}" aria-expanded="${isOpen ? 'true' : 'false'}"${
    isOpen ? html` aria-controls="detail-${key}"` : ''
  }>${label}</a>`
}

/** What a card says instead of a table without rows. */
export function nothing({ search }: View, otherwise: Markup): Markup {
  if (search) return html`<p class="soft">Nothing here matches “${search}”.</p>`
  return html`<div class="soft">${otherwise}</div>`
}

export function heading(id: string, title: string, count?: number | string): Markup {
  return html`<h2 id="${id}-title" tabindex="-1">${title}${count === undefined ? '' : html` <span class="soft">${count}</span>`}</h2>`
}

/** How many rows there are, or are found: one more than is shown is told as “and more”. */
export function countOf({ search }: View, all: number, found: number, most: number): string {
  if (!search) return `${all}`
  return found > most ? `${most} and more` : `${found}`
}

export function hasMore({ search }: View, all: number, found: number, most: number): Markup {
  if (search ? found <= most : all <= most) return html``
  return html`<p class="soft">These are the newest ${most}. Searching finds the others.</p>`
}

/** Data as text, without secrets. */
export function data(view: View, title: string, value: unknown): Markup {
  const { bearers } = view.state
  const text = JSON.stringify(
    redact(value, (one) => bearers.has(one)),
    undefined,
    2,
  )
  return block(title, text)
}

/** Text that is shown as it is. */
export function block(title: string, text: string): Markup {
  return html`<section class="block"><h3>${title}</h3><pre>${text}</pre></section>`
}

/** A text without secrets. */
export function safe({ state: { bearers } }: View, text: string): string {
  return redactText(text, (one) => bearers.has(one))
}

/** Names and values of one thing. */
export function facts(pairs: [string, Cell | Markup[]][]): Markup {
  return html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${Array.isArray(value) && !value.length ? 'none' : (value ?? '–')}</dd></div>`)}</dl>`
}

/** In UTC, to the second: without a script nobody knows the reader's zone. */
export function time(at: number): Markup {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}">${iso.replace('T', ' ').slice(0, 19)}</time>`
}

/** A button that sends something to the routes below `/_emulator`; without a script it is not there. */
export function action(
  label: string,
  attributes: {
    id: string
    /** Such as `POST /_emulator/reset`. */
    send: string
    body?: unknown
    /** What is said once it is done. Default: the `message` of the answer. */
    said?: string
    /** The member of the answer that is copied; `*` is all of them, as lines of an `.env` file. */
    copy?: string
    /** What a screen reader calls it, where the label alone leaves out whose it is. */
    name?: string
  },
): Markup {
  const { id, send, body, said, copy, name } = attributes
  return html`<button type="button" class="scripted" id="${id}" data-send="${send}"${
    body === undefined ? '' : html` data-body="${JSON.stringify(body)}"`
  }${said === undefined ? '' : html` data-said="${said}"`}${
    copy === undefined ? '' : html` data-copy="${copy}"`
  }${name === undefined ? '' : html` aria-label="${name}"`}>${label}</button>`
}

/** A button that copies a text of the page. */
export function copies(id: string, label: string, text: string, name: string): Markup {
  return html`<button type="button" class="scripted" id="${id}" data-text="${text}" data-said="${name}: copied." aria-label="${label}: ${name}">${label}</button>`
}
