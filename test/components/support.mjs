// The common code of the tests of Clerk's components: a page with the components, and a browser that records its problems.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contextFromEnv } from 'clerklet'
import { launch, picture } from '../browser/support.mjs'

export { launch, picture }

/** A user who already has an account. */
export const ada = {
  id: 'user_ada',
  first_name: 'Ada',
  last_name: 'Lovelace',
  email_address: ['ada@example.com'],
  password: 'difference engine',
}

/**
 * Serves an application of plain HTML. Its scripts are loaded from the Frontend API at `fapi`. Each page has a component.
 */
export async function servePages({ fapi, publishableKey }) {
  const html = `<!doctype html>
    <html lang="en">
      <title>App</title>
      <script defer crossorigin="anonymous" src="${fapi}/npm/@clerk/clerk-js@6/dist/clerk.browser.js"
        data-clerk-publishable-key="${publishableKey}" data-clerk-proxy-url="${fapi}"></script>
      <script defer crossorigin="anonymous" src="${fapi}/npm/@clerk/ui@1/dist/ui.browser.js"></script>
      <script type="module">(${start})()</script>
      <main></main>
    </html>`
  const server = createServer((request, response) => {
    const isIcon = request.url === '/favicon.ico'
    response.writeHead(isIcon ? 204 : 200, { 'content-type': 'text/html' })
    response.end(isIcon ? undefined : html)
  })
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  return { origin: `http://localhost:${server.address().port}`, close: () => server.close() }
}

/**
 * Starts the command for Next, like a developer who starts it next to the application. Its cache is in `folder`.
 *
 * @returns its URL, the variables that it prints, a context with them, and a function that stops it.
 */
export async function startEmulator(folder, seed) {
  const file = join(folder, 'seed.json')
  writeFileSync(file, JSON.stringify(seed))
  const cli = fileURLToPath(new URL('../../packages/emulator/dist/cli.mjs', import.meta.url))
  const child = spawn(
    process.execPath,
    [cli, '--port', '0', '--env', 'next', '--json', '--seed', file],
    {
      // The scripts of Clerk are those of the packages in this folder.
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, XDG_CACHE_HOME: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const [line] = await once(child.stdout, 'data')
  const { url, env } = JSON.parse(line)
  return { url, env, ctx: contextFromEnv(env), close: () => child.kill() }
}

/** The newest code that the emulator at `url` has sent to an address. */
export async function codeFor(address, url) {
  const response = await fetch(`${url}/_emulator/messages`)
  const { data } = await response.json()
  return data.find(({ to, code }) => to === address && code)?.code
}

/** Loads Clerk and mounts the component of the page. Runs in the page. */
async function start() {
  const { Clerk, location } = window
  await Clerk.load({
    ui: { ClerkUI: window.__internal_ClerkUICtor },
    signInUrl: '/sign-in',
    signUpUrl: '/sign-up',
    waitlistUrl: '/waitlist',
  })
  const main = document.querySelector('main')
  const place = () => main.appendChild(document.createElement('div'))
  const pages = {
    '/sign-in': () => Clerk.mountSignIn(place()),
    '/sign-up': () => Clerk.mountSignUp(place()),
    '/waitlist': () => Clerk.mountWaitlist(place()),
    '/create-organization': () =>
      Clerk.mountCreateOrganization(place(), { afterCreateOrganizationUrl: '/' }),
    '/': () => {
      if (!Clerk.isSignedIn) {
        main.textContent = 'You are signed out.'
        return
      }
      Clerk.mountOrganizationSwitcher(place())
      Clerk.mountUserButton(place())
    },
  }
  pages[location.pathname]()
}

/**
 * Opens a separate browser context for an application. It can only reach localhost.
 *
 * `problems()` returns the problems since its last call: failed requests, such as `POST /v1/me/totp 501`, requests to other
 * hosts, and errors in the console.
 */
export async function visit(browser, origin) {
  const context = await browser.newContext({
    viewport: { width: 900, height: 800 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  let problems = []
  await context.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => {
      problems.push(`left the machine: ${route.request().url()}`)
      return route.abort()
    },
  )
  page.on('response', (response) => {
    if (response.status() < 400) return
    const request = response.request()
    problems.push(`${request.method()} ${new URL(request.url()).pathname} ${response.status()}`)
  })
  page.on('pageerror', ({ message }) => problems.push(message))
  page.on('console', (message) => {
    // Failed requests are already recorded above, with their path.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    problems.push(message.text())
  })
  return {
    context,
    page,
    open: (path) => page.goto(origin + path),
    button: (name) => page.getByRole('button', { name, exact: true }),
    link: (name) => page.getByRole('link', { name, exact: true }),
    type: (label, text) => page.getByLabel(label, { exact: true }).fill(text),
    /** Types a code when the field is empty. After a refused code, the field is cleared with a delay. */
    typeCode: async (code) => {
      const field = page.getByRole('textbox', { name: 'Enter verification code' })
      while ((await field.inputValue()) !== '') await page.waitForTimeout(50)
      await field.pressSequentially(code)
    },
    /** Waits for a text. Some texts occur twice, once for screen readers. */
    see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    problems: () => {
      const list = problems
      problems = []
      return list
    },
  }
}
