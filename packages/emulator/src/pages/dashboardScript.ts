/**
 * The script of the dashboard: brings its sections up to date every second, and sends its forms without leaving the page. It is
 * text because it runs in a browser as it stands; without it the page shows the moment at which it was loaded.
 */
export const dashboardScript = `
const pause = document.getElementById('pause')
const told = document.getElementById('told')
pause.hidden = false
let paused = false
const known = {}

async function update() {
  const answer = await fetch('/_emulator/sections')
  if (!answer.ok) throw new Error(String(answer.status))
  for (const [id, markup] of Object.entries(await answer.json())) {
    const section = document.getElementById(id)
    if (known[id] === markup) continue
    const focused = section.contains(document.activeElement) ? document.activeElement.id : ''
    section.innerHTML = known[id] = markup
    if (focused) document.getElementById(focused)?.focus()
  }
}

async function tick() {
  if (!paused && !document.hidden) {
    try {
      await update()
      if (told.dataset.broken) told.textContent = told.dataset.broken = ''
    } catch {
      told.dataset.broken = 'yes'
      told.textContent = 'The emulator does not answer.'
    }
  }
  setTimeout(tick, 1000)
}

pause.addEventListener('click', () => {
  paused = !paused
  pause.setAttribute('aria-pressed', String(paused))
})

document.addEventListener('submit', async (event) => {
  const form = event.target
  if (!form.matches('[data-live]')) return
  event.preventDefault()
  const answer = await fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { accept: 'text/plain' },
  })
  told.textContent = await answer.text()
  if (answer.ok) await update()
})

tick()
`
