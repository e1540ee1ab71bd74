// The common code of the tests of Clerk's components: a page with the components, and a browser that records failed requests and
// errors.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { contextFromEnv } from 'clerklet'

export { launch, picture, visit } from '../browser/support.mjs'

export const ada = {
  id: 'user_ada',
  first_name: 'Ada',
  last_name: 'Lovelace',
  email_address: ['ada@example.com'],
  password: 'difference engine',
}

/**
 * Serves an application of plain HTML, which loads its scripts from the Frontend API at `fapi`. The path of a page selects its
 * components.
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
 * Starts `clerklet-emulator` with variables for Next. The cache of the command is in `folder`.
 *
 * @returns the URL, the variables that the command prints, a context with these variables, and `close`, which stops the
 * command.
 */
export async function startEmulator(folder, seed) {
  const file = join(folder, 'seed.json')
  writeFileSync(file, JSON.stringify(seed))
  const cli = fileURLToPath(new URL('../../packages/emulator/dist/cli.mjs', import.meta.url))
  const child = spawn(
    process.execPath,
    [cli, '--port', '0', '--env', 'next', '--json', '--seed', file],
    {
      // The emulator serves clerk-js and Clerk's UI from the packages of this folder.
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      env: { ...process.env, XDG_CACHE_HOME: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const [line] = await once(child.stdout, 'data')
  const { url, env } = JSON.parse(line)
  return { url, env, ctx: contextFromEnv(env), close: () => child.kill() }
}

/** Returns the newest code that the emulator at `url` has sent to an address. */
export async function codeFor(address, url) {
  const response = await fetch(`${url}/_emulator/messages`)
  const { data } = await response.json()
  return data.find(({ to, code }) => to === address && code)?.code
}

/** Initializes clerk-js and mounts the components of the page. This function runs in the page. */
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
