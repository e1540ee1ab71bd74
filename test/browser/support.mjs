// Helpers of the tests in a browser: start Chromium, store screenshots, and find free ports.
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const executablePath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))

export async function launch() {
  if (!executablePath) {
    throw new Error('There is no Chromium: install it, or set its path with CHROMIUM=path')
  }
  // The sandbox does not work for root, which is the usual user in a container.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args })
}

const pictures = fileURLToPath(new URL('screenshots/', import.meta.url))

/** Stores a screenshot of the page, for a review by people. */
export async function picture(page, name) {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}${name}.png`, fullPage: true })
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/**
 * Opens a separate browser context for an application, with `options` of Playwright. The context can only reach localhost.
 *
 * `problems()` returns the problems since its last call: failed requests, such as `POST /v1/me/totp 501`, requests to other
 * hosts, errors in the console, and uncaught errors.
 */
export async function visit(browser, origin, options) {
  const context = await browser.newContext({
    viewport: { width: 900, height: 800 },
    reducedMotion: 'reduce',
    ...options,
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
    // Skips failed requests, which the listener of responses records with their path.
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
    /** Types a code as soon as the field is empty, because components clear a refused code after a delay. */
    typeCode: async (code) => {
      const field = page.getByRole('textbox', { name: 'Enter verification code' })
      while ((await field.inputValue()) !== '') await page.waitForTimeout(50)
      await field.pressSequentially(code)
    },
    /** Waits for a visible text. Some texts exist twice, once for screen readers. */
    see: (text) => page.getByText(text).filter({ visible: true }).first().waitFor(),
    problems: () => {
      const list = problems
      problems = []
      return list
    },
  }
}
