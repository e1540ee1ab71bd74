// Tests the unchanged application of “With a browser” in the emulator's README, built and started by Next.
import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startApplication } from '../fixtures/startApplication.mjs'
import { ada, launch, startEmulator, visit } from './support.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'clerklet-'))

let browser
let emulator
let site

before(async () => {
  emulator = await startEmulator(folder, { users: [ada] })
  writeFiles(here('site'), printed())
  copyFileSync(here('next/next.config.mjs'), here('site/next.config.mjs'))
  const next = here('node_modules/next/dist/bin/next')
  site = await startApplication(here('site'), {
    node: process.execPath,
    build: [[next, 'build']],
    buildEnv: emulator.env,
    start: [next, 'start'],
    env: emulator.env,
  })
  browser = await launch()
})

after(async () => {
  await browser?.close()
  site?.close()
  emulator?.close()
  rmSync(folder, { recursive: true })
  rmSync(here('site'), { recursive: true, force: true })
})

/** Reads the files of the program in the README. The first line of each file is a comment with its name. */
function printed() {
  const readme = readFileSync(here('../../packages/emulator/README.md'), 'utf8')
  const [, code] = /## With a browser[\s\S]*?```jsx\n([\s\S]*?)```/.exec(readme)
  const parts = code.split(/^\/\/ ([\w/]+\.jsx?)\b.*\n/m).slice(1)
  const files = {}
  for (let i = 0; i < parts.length; i += 2) files[parts[i]] = parts[i + 1]
  return files
}

function writeFiles(target, files) {
  rmSync(target, { recursive: true, force: true })
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(target, dirname(name)), { recursive: true })
    writeFileSync(join(target, name), text)
  }
}

test('the program has about ten lines, in three files', () => {
  const files = printed()
  assert.deepEqual(Object.keys(files), ['app/layout.jsx', 'app/page.jsx', 'proxy.js'])
  assert.ok(Object.values(files).join('').trim().split('\n').length <= 12)
})

test('a visitor signs in by a click on the page of the emulator, and returns to the application', async () => {
  const { page, open, button, see, problems } = await visit(browser, site.origin)
  await open('/')
  await see('Hello stranger')
  await button('Sign in').click()
  await page.getByRole('button', { name: /Ada/ }).click()
  await see('Hello user_ada')
  await button('Open user menu').waitFor()
  assert.equal(new URL(page.url()).origin, site.origin)
  assert.deepEqual(problems(), [])
})
