import { morphScript } from './morph.ts'

/**
 * The script of the dashboard. It updates the cards about once a second and after each action. It opens rows, searches, and
 * sends the requests that buttons and forms name in `data-send`. The script is text because a browser runs it unchanged.
 * Without the script, the page is not updated.
 */
export const dashboardScript = `${morphScript}
const byId = (id) => document.getElementById(id)
const statusLine = byId('status')
const found = byId('found')
const pause = byId('pause')
const search = byId('search')
const known = {}
let paused = false
let updates = 0
/** The row id of the newest message in the inbox. */
let newest

document.documentElement.dataset.scripted = ''

function tell(text, isBad = false) {
  statusLine.textContent = text
  statusLine.classList.toggle('bad', isBad)
  statusLine.dataset.broken = ''
}

/** Stores the open rows and the search in the URL of the page, and updates the cards. */
function go(query) {
  history.replaceState(null, '', query.size ? '/?' + query : '/')
  return update()
}

async function update() {
  // A response is dropped when a later update has started.
  const number = ++updates
  const answer = await fetch('/_emulator/cards' + location.search)
  if (!answer.ok) throw new Error(String(answer.status))
  const cards = await answer.json()
  if (number !== updates) return
  for (const [id, markup] of Object.entries(cards)) {
    if (known[id] === markup) continue
    const card = byId(id)
    const hadFocus = card.contains(document.activeElement)
    const fresh = document.createElement('section')
    fresh.innerHTML = known[id] = markup
    morphChildren(card, fresh)
    if (hadFocus && document.activeElement === document.body) card.querySelector('h2').focus()
  }
  if (statusLine.dataset.broken) tell('')
  tellFound()
  tellMessage()
}

function tellFound() {
  const text = new URLSearchParams(location.search).get('q')?.trim()
  const rows = document.querySelectorAll('tr.row').length
  const words = text ? (rows === 1 ? '1 row matches ' : rows + ' rows match ') + text : ''
  if (found.textContent !== words) found.textContent = words
}

/** Announces a new message, for people who wait for a code. */
function tellMessage() {
  // During a search, the first row need not be the newest message.
  if (new URLSearchParams(location.search).has('q')) return
  const row = byId('inbox-rows')?.firstElementChild
  const id = row?.id ?? ''
  if (row && newest !== undefined && id !== newest) tell('A message to ' + row.querySelector('[data-head="To"]').textContent + ' is in the inbox.')
  newest = id
}

async function attempt() {
  try {
    await update()
  } catch {
    tell('The emulator does not respond.', true)
    statusLine.dataset.broken = 'yes'
  }
}

async function tick() {
  const began = performance.now()
  if (!paused && !document.hidden) await attempt()
  // A slow update delays the next update, so that the dashboard does not overload an emulator with much data.
  setTimeout(tick, Math.max(1000, 10 * (performance.now() - began)))
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Browsers allow the clipboard only in secure contexts.
    prompt('Copy this:', text)
  }
}

/** Returns the values of a form, which are sent as JSON. Leaves out empty fields. */
function valuesOf(form) {
  const values = {}
  for (const { name, value, type, dataset } of form.elements) {
    if (!name || value.trim() === '') continue
    if ('spread' in dataset) Object.assign(values, JSON.parse(value))
    else values[name] = type === 'number' ? Number(value) : value.trim()
  }
  return values
}

async function send(element) {
  const { send, said, body, copy: member } = element.dataset
  const [method, path] = send.split(' ')
  const values = element.matches('form') ? valuesOf(element) : body && JSON.parse(body)
  try {
    const answer = await fetch(path, {
      method,
      ...(values && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(values),
      }),
    })
    const text = await answer.text()
    const data = text ? JSON.parse(text) : {}
    if (!answer.ok) {
      const [error] = data.errors ?? []
      tell(error?.long_message ?? error?.message ?? 'The request failed with ' + answer.status + '.', true)
      return
    }
    if (member === '*') await copy(linesOf(data))
    else if (member) await copy(data[member])
    tell(said?.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]) ?? data.message ?? 'Done.')
  } catch {
    tell('The emulator does not respond.', true)
  }
  await attempt()
}

/** Converts variables to lines for a shell or an .env file. Escapes line breaks in the values. */
function linesOf(variables) {
  return Object.entries(variables)
    .map(([name, value]) => name + '="' + value.trim().replaceAll('\\n', '\\\\n') + '"')
    .join('\\n')
}

/** Opens a closed row, and closes an open row. */
function toggle(key) {
  const query = new URLSearchParams(location.search)
  const open = query.getAll('open')
  query.delete('open')
  for (const one of open) if (one !== key) query.append('open', one)
  if (!open.includes(key)) query.append('open', key)
  return go(query)
}

document.addEventListener('click', async (event) => {
  const target = event.target.closest('[data-open], [data-dialog], [data-text], button[data-send]')
  if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return
  const { open, dialog, text, said } = target.dataset
  event.preventDefault()
  if (open) await toggle(open)
  else if (dialog) byId(dialog).showModal()
  else if (text) {
    await copy(text)
    tell(said)
  } else {
    target.closest('dialog')?.close()
    await send(target)
  }
})

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-send]')) return
  event.preventDefault()
  send(event.target)
})

byId('search-form').addEventListener('submit', (event) => event.preventDefault())
search.addEventListener('input', () => {
  const query = new URLSearchParams(location.search)
  query.delete('q')
  if (search.value.trim()) query.set('q', search.value)
  go(query)
})

// Escape closes the row that contains the focus. Outside of the rows, Escape closes the row that was opened last.
document.addEventListener('keydown', async (event) => {
  if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return
  if (event.target === search && search.value) return
  const row = event.target.closest?.('tr')
  const key =
    row?.id.replace(/^(row|detail)-/, '') ?? new URLSearchParams(location.search).getAll('open').at(-1)
  const opener = key && byId('open-' + key)
  if (opener?.getAttribute('aria-expanded') !== 'true') return
  await toggle(key)
  byId('open-' + key)?.focus()
})

pause.addEventListener('click', () => {
  paused = !paused
  pause.setAttribute('aria-pressed', String(paused))
})

document.addEventListener('visibilitychange', () => {
  if (!paused && !document.hidden) attempt()
})

tick()
`
