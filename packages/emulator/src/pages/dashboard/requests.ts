import { html } from 'hono/html'
import type { RecordedRequest } from '../../core/requestLog.ts'
import { copyVariables } from './environment.ts'
import {
  block,
  countOf,
  hasMore,
  heading,
  type Markup,
  nothing,
  opener,
  table,
  time,
} from './markup.ts'
import { finds, firstOf, openIds, type View } from './view.ts'

const ROWS = 100

/** Renders the recorded requests and their responses. */
export function requestsCard(view: View): Markup {
  const { requests } = view
  const found = requests.filter((request) => matches(view, request)).reverse()
  const open = new Set(openIds(view, 'request'))
  const rows = firstOf(
    found,
    ROWS,
    requests.filter(({ id }) => open.has(`${id}`)),
  )
  return html`${heading('requests', 'Requests', countOf(view, requests.length, found.length, ROWS))}
${
  rows.length
    ? table(
        view,
        'Requests',
        ['Time', 'Method', 'Path', 'Status', 'Milliseconds'],
        rows.map((request) => rowOf(view, request)),
      )
    : nothing(
        view,
        html`<p>There are no requests yet. Give your application the variables of this emulator, and use it:</p>
<p>${copyVariables('first-variables')}</p>`,
      )
}
${hasMore(view, requests.length, found.length, ROWS)}`
}

function matches(
  view: View,
  { method, path, search, status, requestBody, responseBody }: RecordedRequest,
) {
  return finds(view, `${method} ${path}${search}`, `${status}`, requestBody, responseBody)
}

function rowOf(view: View, request: RecordedRequest) {
  const { id, at, method, path, search, status, duration } = request
  const key = `request-${id}`
  const isPending = duration === undefined
  return {
    key,
    cells: [
      time(at),
      method,
      opener(view, key, html`<span class="path">${path}${search}</span>`),
      isPending
        ? 'pending'
        : html`<span class="${!status || status >= 400 ? 'bad' : ''}">${status ?? 'broken'}</span>`,
      isPending ? '…' : duration.toFixed(1),
    ],
    detail: () => html`<div class="split">${block('Request', bodyOf(view, request, 'requestBody'))}
${block(`Answer ${status ?? ''}`.trim(), bodyOf(view, request, 'responseBody'))}</div>`,
  }
}

function bodyOf(
  { requests }: View,
  request: RecordedRequest,
  which: 'requestBody' | 'responseBody',
): string {
  const body = request[which]
  if (body !== undefined) return body
  if (which === 'responseBody' && request.duration === undefined) return 'It is not there yet.'
  const isOld = requests.length - requests.indexOf(request) > 200
  return isOld ? 'The bodies of the last 200 requests are kept, and this one is older.' : 'No body.'
}
