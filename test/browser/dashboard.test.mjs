// The page of the emulator: its live log, its controls by keyboard alone, and how it looks by day and by night.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createUser, getUser } from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { launch, picture } from './support.mjs'

const NOON = Date.UTC(2026, 4, 12, 12)
const clerk = createEmulator({
  now: NOON,
  seed: {
    users: [
      {
        id: 'user_ada',
        first_name: 'Ada',
        last_name: 'Lovelace',
        email_address: ['ada@example.com'],
      },
      { id: 'user_grace', username: 'grace' },
      { id: 'user_mallory', username: 'mallory', banned: true },
    ],
    organizations: [{ name: 'Acme', slug: 'acme', created_by: 'user_ada' }],
  },
  webhooks: [
    {
      url: 'https://app.example.com/webhooks',
      signingSecret: 'whsec_dGVzdA==',
      fetch: () => new Response(null, { status: 204 }),
    },
  ],
})

let browser
let listening

before(async () => {
  listening = await listen(clerk)
  browser = await launch()
  await clerk.signIn('user_ada')
  await createUser(clerk.ctx, { username: 'hopper' })
  await getUser(clerk.ctx, 'user_none').catch(() => {})
})

after(async () => {
  await browser?.close()
  await listening?.close()
})

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(listening.url)
  return { page, problems }
}

test('the log is live, and can be paused', async () => {
  const { page, problems } = await open()
  const log = page.getByRole('table', { name: 'Requests' })
  await getUser(clerk.ctx, 'user_grace')
  await log.getByText('/v1/users/user_grace').first().waitFor()
  const pause = page.getByRole('button', { name: 'Pause updates' })
  await pause.click()
  assert.equal(await pause.getAttribute('aria-pressed'), 'true')
  // What was on its way when it was paused has arrived.
  await page.waitForTimeout(300)
  await clerk.fetch('http://localhost/v1/users/user_unseen')
  await page.waitForTimeout(1500)
  assert.equal(await log.getByText('user_unseen').count(), 0)
  await pause.click()
  await log.getByText('user_unseen').waitFor()
  assert.deepEqual(problems, [])
})

test('the controls work by keyboard, and tell what they did', async () => {
  const { page, problems } = await open()
  const status = page.getByRole('status')
  const by = page.getByRole('textbox', { name: 'Move forward by' })
  await by.focus()
  await by.fill('5m')
  await page.keyboard.press('Enter')
  await status.getByText('The clock was moved by 5m.').waitFor()
  assert.equal(clerk.clock.now(), NOON + 300_000)
  await page.getByText('2026-05-12 12:05:00').first().waitFor()

  await page.getByRole('textbox', { name: 'Route' }).focus()
  await page.keyboard.type('GET /v1/users/*')
  await page.keyboard.press('Tab')
  await page.keyboard.type('503')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('answers 503').waitFor()
  assert.deepEqual(clerk.faults, [{ route: 'GET /v1/users/*', count: 1, status: 503 }])
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'clear-faults')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing is going wrong.').waitFor()
  assert.deepEqual(clerk.faults, [])

  await by.fill('soon')
  await page.keyboard.press('Enter')
  await status.getByText('is not a time').waitFor()
  // The browser itself notes that the answer was a refusal.
  assert.deepEqual(
    problems.filter((problem) => !problem.includes('422')),
    [],
  )
})

test('focus stays where it is when the list under it changes', async () => {
  const { page } = await open()
  const button = page.getByRole('button', { name: 'Sign in as grace' })
  await button.focus()
  await createUser(clerk.ctx, { username: 'lamarr' })
  await page.getByRole('button', { name: 'Sign in as lamarr' }).waitFor()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'as-user_grace')
  await page.keyboard.press('Enter')
  await page.getByText('Signed in as grace').waitFor()
})

test('everything that can be used has a name, and every table its heads', async () => {
  const { page } = await open()
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, a, table')]
      .filter(
        (element) =>
          !element.textContent?.trim() &&
          !element.getAttribute('aria-label') &&
          !element.getAttribute('aria-labelledby') &&
          !element.labels?.length,
      )
      .map((element) => element.outerHTML),
  )
  assert.deepEqual(nameless, [])
  for (const table of await page.getByRole('table').all()) {
    assert.ok((await table.getByRole('columnheader').count()) > 2)
  }
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
})

for (const colorScheme of ['light', 'dark']) {
  test(`texts stand out enough in ${colorScheme}`, async () => {
    const { page } = await open({ colorScheme })
    await page.getByRole('table', { name: 'Requests' }).waitFor()
    await picture(page, `dashboard-${colorScheme}`)
    const faint = await page.evaluate(contrasts)
    assert.deepEqual(faint, [])
  })
}

test('fits a narrow screen without scrolling sideways', async () => {
  const { page } = await open({ viewport: { width: 360, height: 800 } })
  const [width, visible] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ])
  assert.ok(width <= visible, `${width} of ${visible}`)
  await picture(page, 'dashboard-narrow')
})

test('shows the moment of loading without JavaScript', async () => {
  const { page } = await open({ javaScriptEnabled: false })
  assert.ok(await page.getByText('Ada Lovelace').first().isVisible())
  assert.ok(!(await page.getByRole('button', { name: 'Pause updates' }).isVisible()))
})

/** In the page: texts whose contrast is below 4.5, the least that WCAG 2.2 asks for. */
function contrasts() {
  const canvas = document.createElement('canvas').getContext('2d')
  const channels = (color) => {
    canvas.clearRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    return canvas.getImageData(0, 0, 1, 1).data
  }
  const luminance = (color) => {
    const [r, g, b] = [...channels(color)].slice(0, 3).map((value) => {
      const part = value / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at)
      if (channels(backgroundColor)[3] > 0) return backgroundColor
    }
    return 'white'
  }
  const faint = new Set()
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    if (!own) continue
    const [light, dark] = [
      luminance(getComputedStyle(element).color),
      luminance(ground(element)),
    ].sort((a, b) => b - a)
    const ratio = (light + 0.05) / (dark + 0.05)
    if (ratio < 4.5) faint.add(`${element.tagName} ${element.textContent}: ${ratio.toFixed(2)}`)
  }
  return [...faint]
}
