import { html } from 'hono/html'
import { redact, redactText } from '../../core/redaction.ts'
import { toggled, type View } from './view.ts'

export type Markup = ReturnType<typeof html>
type Cell = string | number | null | undefined | Markup

/** A row of a table. */
export interface Row {
  /** The key of the row in the URL of the page, such as `user-user_ada`. */
  key: string
  cells: Cell[]
  /** Renders the detail below the open row. */
  detail: () => Markup
}

/**
 * Renders a table with rows that open. Its elements have explicit roles, since browsers drop the implicit roles when the style
 * sheet changes `display`.
 */
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

/** Renders a link that opens or closes a row. Without a script, the link loads the page with the row opened or closed. */
export function opener(view: View, key: string, label: string | Markup): Markup {
  const isOpen = view.open.has(key)
  return html`<a class="opener" id="open-${key}" data-open="${key}" href="${toggled(view, key)}" aria-expanded="${isOpen ? 'true' : 'false'}"${
    isOpen ? html` aria-controls="detail-${key}"` : ''
  }>${label}</a>`
}

/** Renders the text of a card without rows: `otherwise`, or, during a search, a message that no row matches. */
export function nothing({ search }: View, otherwise: Markup): Markup {
  if (search) return html`<p class="soft">Nothing here matches “${search}”.</p>`
  return html`<div class="soft">${otherwise}</div>`
}

export function heading(id: string, title: string, count?: number | string): Markup {
  return html`<h2 id="${id}-title" tabindex="-1">${title}${count === undefined ? '' : html` <span class="soft">${count}</span>`}</h2>`
}

/**
 * Returns the number of rows, or during a search the number of rows found. More than `most` found rows give a text such as “25
 * and more”.
 */
export function countOf({ search }: View, all: number, found: number, most: number): string {
  if (!search) return `${all}`
  return found > most ? `${most} and more` : `${found}`
}

export function hasMore({ search }: View, all: number, found: number, most: number): Markup {
  if (search ? found <= most : all <= most) return html``
  return html`<p class="soft">These are the newest ${most}. Searching finds the others.</p>`
}

/** Renders data as JSON text, without secrets. */
export function data(view: View, title: string, value: unknown): Markup {
  const { bearers } = view.state
  const text = JSON.stringify(
    redact(value, (one) => bearers.has(one)),
    undefined,
    2,
  )
  return block(title, text)
}

/** Renders a text unchanged, below a title. */
export function block(title: string, text: string): Markup {
  return html`<section class="block"><h3>${title}</h3><pre>${text}</pre></section>`
}

/** Removes the secrets from a text. */
export function safe({ state: { bearers } }: View, text: string): string {
  return redactText(text, (one) => bearers.has(one))
}

/** Renders a list of names and values. */
export function facts(pairs: [string, Cell | Markup[]][]): Markup {
  return html`<dl>${pairs.map(([name, value]) => html`<div><dt>${name}</dt><dd>${Array.isArray(value) && !value.length ? 'none' : (value ?? '–')}</dd></div>`)}</dl>`
}

/** Renders a time to the second, in UTC, since the server does not know the time zone of the browser. */
export function time(at: number): Markup {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}">${iso.replace('T', ' ').slice(0, 19)}</time>`
}

/** Renders a button that sends a request to the routes below `/_emulator`. Without a script, the button is hidden. */
export function action(
  label: string,
  attributes: {
    id: string
    /** The method and the path, such as `POST /_emulator/reset`. */
    send: string
    body?: unknown
    /** The text that is shown on success. Default: the `message` of the response. */
    said?: string
    /** The member of the response that is copied; `*` copies all members, as lines of an `.env` file. */
    copy?: string
    /** The accessible name, for a label that does not name its subject. */
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

/** Renders a button that copies a text. */
export function copies(id: string, label: string, text: string, name: string): Markup {
  return html`<button type="button" class="scripted" id="${id}" data-text="${text}" data-said="${name}: copied." aria-label="${label}: ${name}">${label}</button>`
}
