// The common code of the tests in a browser: it starts Chromium, stores screenshots and finds free ports.
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
