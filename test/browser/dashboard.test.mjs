// Tests the dashboard of the emulator: by keyboard alone, at three widths, in light and dark, and during live updates.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createInvitation, createUser, getUser } from 'clerklet'
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
  await createInvitation(clerk.ctx, {
    email_address: 'somebody.with.a.long.address@mail.subdomain.example.com',
  })
})

after(async () => {
  await browser?.close()
  await listening?.close()
})

async function open(options, address = listening.url) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  })
  const page = await context.newPage()
  const problems = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(address)
  return { page, problems }
}

const focused = (page) => page.evaluate(() => document.activeElement?.id)
const copied = (page) => page.evaluate(() => navigator.clipboard.readText())
/** Builds the URL of the dashboard with one open row in each table. */
const everything = () => {
  const keys = [
    'request-1',
    'user-user_ada',
    `organization-${[...clerk.snapshot().data.organizations][0].id}`,
    `event-${clerk.webhooks[0].id}`,
    `message-${clerk.messages[0].id}`,
  ]
  return `${listening.url}/?${keys.map((key) => `open=${key}`).join('&')}`
}

test('the log is live, and can be paused', async () => {
  const { page, problems } = await open()
  const log = page.getByRole('table', { name: 'Requests' })
  await getUser(clerk.ctx, 'user_grace')
  await log.getByText('/v1/users/user_grace').first().waitFor()
  const pause = page.getByRole('button', { name: 'Pause updates' })
  await pause.click()
  assert.equal(await pause.getAttribute('aria-pressed'), 'true')
  // Waits for an update that was requested before the pause.
  await page.waitForTimeout(300)
  await clerk.fetch('http://localhost/v1/users/user_unseen')
  await page.waitForTimeout(1500)
  assert.equal(await log.getByText('user_unseen').count(), 0)
  await pause.click()
  await log.getByText('user_unseen').waitFor()
  assert.deepEqual(problems, [])
})

test('Enter opens a request with its body and response, and Escape closes it', async () => {
  await createUser(clerk.ctx, { username: 'lovelace', password: 'open sesame 42' })
  const { page, problems } = await open()
  const opener = page.getByRole('link', { name: '/v1/users', exact: true }).first()
  await opener.focus()
  await page.keyboard.press('Enter')
  const answer = page.getByRole('heading', { name: 'Answer 200' })
  await answer.waitFor()
  assert.equal(await opener.getAttribute('aria-expanded'), 'true')
  const detail = page.locator('tr.detail')
  assert.match(await detail.textContent(), /"username": "lovelace"/)
  assert.doesNotMatch(await detail.textContent(), /sesame/)
  const id = await focused(page)
  assert.match(id, /^open-request-/)
  await page.reload()
  await answer.waitFor()
  await page.keyboard.press('Escape')
  await answer.waitFor({ state: 'detached' })
  assert.equal(await focused(page), id)
  assert.deepEqual(problems, [])
})

test('updates keep the focus, the selection, typed text and the scroll position of a table', async () => {
  for (let i = 0; i < 60; i++) await getUser(clerk.ctx, 'user_ada')
  const { page, problems } = await open({}, `${listening.url}/?open=user-user_ada`)
  const scroll = page.getByRole('region', { name: 'Requests, scrollable' })
  await page.getByText('Public metadata').first().waitFor()
  await page.waitForTimeout(1100)
  await page.getByRole('textbox', { name: 'Route' }).fill('GET /v1/half')
  const before = await page.evaluate(() => {
    const table = document.getElementById('requests-scroll')
    table.scrollTop = 300
    const pre = document.querySelector('#detail-user-user_ada pre')
    getSelection().selectAllChildren(pre)
    document.getElementById('open-user-user_ada').focus({ preventScroll: true })
    const row = [...document.querySelectorAll('#requests-rows tr.row')].find(
      (one) => one.getBoundingClientRect().top > table.getBoundingClientRect().top + 60,
    )
    return {
      row: row.id,
      // Relative to the table, because the page itself may scroll to keep its position when a card above grows.
      top: row.getBoundingClientRect().top - table.getBoundingClientRect().top,
      text: `${getSelection()}`,
    }
  })
  await getUser(clerk.ctx, 'user_grace')
  await createUser(clerk.ctx, { username: 'lamarr' })
  await page.getByRole('button', { name: 'Sign in as lamarr' }).waitFor()
  const later = await page.evaluate(
    (id) => ({
      row: id,
      top:
        document.getElementById(id).getBoundingClientRect().top -
        document.getElementById('requests-scroll').getBoundingClientRect().top,
      text: `${getSelection()}`,
    }),
    before.row,
  )
  assert.ok(Math.abs(later.top - before.top) < 2, `moved from ${before.top} to ${later.top}`)
  assert.equal(later.text, before.text)
  assert.equal(await focused(page), 'open-user-user_ada')
  assert.equal(await page.getByRole('textbox', { name: 'Route' }).inputValue(), 'GET /v1/half')
  assert.ok(await scroll.isVisible())
  assert.deepEqual(problems, [])
})

test('the controls work by keyboard, and report their effects', async () => {
  const { page, problems } = await open()
  const status = page.locator('#status')
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
  await page.getByText('responds with 503').waitFor()
  assert.deepEqual(clerk.faults, [{ route: 'GET /v1/users/*', status: 503, count: 1 }])
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), 'clear-faults')
  await page.keyboard.press('Enter')
  await page.getByText('There are no faults.').waitFor()
  assert.deepEqual(clerk.faults, [])
  // The button is removed, and the focus moves to the heading.
  assert.equal(await focused(page), 'faults-title')

  await by.fill('soon')
  await page.keyboard.press('Enter')
  await status.getByText('soon').waitFor()
  await page.getByRole('button', { name: 'Expire all tokens' }).click()
  await status.getByText('have expired').waitFor()
  // The browser logs the response with status 422, which is expected.
  assert.deepEqual(
    problems.filter((problem) => !problem.includes('422')),
    [],
  )
})

test('the search applies to every card, and shows the number of matches', async () => {
  const { page } = await open()
  const search = page.getByRole('searchbox', { name: 'Search in all cards' })
  await search.focus()
  await page.keyboard.type('user_none')
  const found = page.locator('#found')
  await found.getByText('1 row matches user_none').waitFor()
  assert.match(page.url(), /q=user_none/)
  assert.equal(await page.getByText('Nothing here matches “user_none”.').count(), 5)
  assert.equal(await focused(page), 'search')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Sign in as grace' }).waitFor()
  assert.equal(await found.textContent(), '')
})

test('a session token and the variables are copied', async () => {
  const { page } = await open()
  const status = page.locator('#status')
  await page.getByRole('button', { name: 'Copy a session token of Ada Lovelace' }).click()
  await status.getByText('A session token of Ada Lovelace is copied.').waitFor()
  const [, payload] = (await copied(page)).split('.')
  assert.equal(JSON.parse(Buffer.from(payload, 'base64url')).sub, 'user_ada')
  await page.getByRole('button', { name: 'Copy variables' }).last().click()
  await status.getByText('The variables are copied').waitFor()
  const lines = (await copied(page)).split('\n')
  assert.ok(lines.includes(`CLERK_SECRET_KEY="${clerk.ctx.secretKey}"`))
  assert.ok(lines.every((line) => /^CLERK_\w+="[^"]+"$/.test(line)))
})

test('a new message is announced, and its link opens', async () => {
  const { page } = await open()
  await page.waitForTimeout(1200)
  await createInvitation(clerk.ctx, { email_address: 'late@example.com' })
  await page
    .locator('#status')
    .getByText('A message to late@example.com is in the inbox.')
    .waitFor()
  const link = page.getByRole('link', { name: 'Open link to late@example.com in a new tab' })
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await opened.waitForLoadState()
  assert.equal(new URL(opened.url()).origin, new URL(listening.url).origin)
})

test('an event is delivered again', async () => {
  const { page } = await open({}, everything())
  const before = clerk.deliveries.length
  await page.getByRole('button', { name: /^Deliver .* again$/ }).click()
  await page.locator('#status').getByText('is on its way once more').waitFor()
  assert.equal(clerk.deliveries.length, before + 1)
})

test('a button signs in as a user', async () => {
  const { page } = await open()
  await page.getByRole('button', { name: 'Sign in as grace' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Signed in as grace').waitFor()
})

test('Start over asks for confirmation', async () => {
  const other = createEmulator()
  const served = await listen(other)
  const { page, problems } = await open({}, served.url)
  await page.getByRole('button', { name: 'Add Ada and Acme' }).click()
  await page.getByRole('button', { name: 'Sign in as Ada Lovelace' }).waitFor()
  assert.equal(await focused(page), 'users-title')
  const start = page.getByRole('button', { name: 'Start over' })
  await start.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Start over?' })
  await dialog.waitFor()
  assert.equal(await focused(page), 'start-over-no')
  await picture(page, 'dashboard-start-over')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(await focused(page), 'start-over')
  assert.ok(await page.getByRole('button', { name: 'Sign in as Ada Lovelace' }).isVisible())
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Start over' }).click()
  await page.getByRole('button', { name: 'Add Ada and Acme' }).waitFor()
  await page.locator('#status').getByText('Everything is as it was at the start.').waitFor()
  await picture(page, 'dashboard-empty')
  assert.deepEqual(problems, [])
  await served.close()
})

test('a message says when the emulator does not respond', async () => {
  const served = await listen(createEmulator())
  const { page } = await open({}, served.url)
  await page.waitForTimeout(1100)
  await page.route('**/_emulator/cards*', (route) => route.abort())
  await page.locator('#status').getByText('The emulator does not respond.').waitFor()
  await page.unroute('**/_emulator/cards*')
  await page.waitForFunction(() => document.getElementById('status').textContent === '')
  await served.close()
})

test('every control has a name, every table has column headers, and heading levels have no gaps', async () => {
  const { page } = await open({}, everything())
  await page.waitForTimeout(1100)
  const snapshot = await page.locator('body').ariaSnapshot()
  const nameless = snapshot
    .split('\n')
    .filter((line) =>
      /^\s*- (button|link|textbox|searchbox|spinbutton|combobox|table|region)\b(?! ")/.test(line),
    )
  assert.deepEqual(nameless, [])
  for (const role of ['banner', 'main', 'navigation', 'search']) {
    assert.equal(await page.getByRole(role).count(), 1, role)
  }
  const tables = await page.getByRole('table').all()
  assert.ok(tables.length > 4)
  for (const table of tables) {
    assert.ok((await table.getByRole('columnheader').count()) > 2)
    assert.equal(await table.locator('caption').count(), 1)
  }
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1)
  const levels = await page.evaluate(() =>
    [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map((one) => Number(one.tagName[1])),
  )
  assert.equal(levels[0], 2)
  levels.reduce((above, level) => {
    assert.ok(level <= above + 1)
    return level
  })
})

test('the tab order is that of the page, and the focus is visible', async () => {
  const { page } = await open({}, everything())
  await page.waitForTimeout(1100)
  const seen = []
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    const one = await page.evaluate(() => {
      const element = document.activeElement
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const index = [...document.querySelectorAll('*')].indexOf(element)
      return { index, outline: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 1 }
    })
    assert.ok(one.outline, `the element ${one.index} has no visible focus`)
    seen.push(one.index)
  }
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  )
})

for (const colorScheme of ['light', 'dark']) {
  for (const width of [390, 820, 1280]) {
    test(`the page fits ${width} px in ${colorScheme} mode, and texts have enough contrast`, async () => {
      const { page } = await open({ colorScheme, viewport: { width, height: 900 } }, everything())
      await page.waitForTimeout(1100)
      await picture(page, `dashboard-${width}-${colorScheme}`)
      const outside = await page.evaluate(() =>
        [...document.querySelectorAll('body *')]
          .filter((element) => {
            if (element.closest('.unseen, thead, dialog:not([open])')) return false
            const { left, right } = element.getBoundingClientRect()
            const isCut =
              element.scrollWidth > element.clientWidth + 1 &&
              element.matches('.scroll, .card, pre, td')
            return left < 0 || right > innerWidth || isCut
          })
          .map((element) => element.outerHTML.slice(0, 100)),
      )
      assert.deepEqual(outside, [])
      assert.deepEqual(await page.evaluate(contrasts), [])
    })
  }
}

test('on a narrow screen, tables that look like lists are still tables for screen readers', async () => {
  const { page } = await open({ viewport: { width: 390, height: 900 } })
  const table = page.getByRole('table', { name: 'Users, the newest first' })
  assert.equal(await table.getByRole('columnheader').count(), 4)
  assert.ok((await table.getByRole('row').count()) > 2)
})

test('without JavaScript, the page shows the state at loading, and links open rows', async () => {
  const { page } = await open({ javaScriptEnabled: false })
  assert.ok(await page.getByText('Ada Lovelace').first().isVisible())
  assert.ok(!(await page.getByRole('button', { name: 'Pause updates' }).isVisible()))
  await page.locator('#open-user-user_ada').click()
  await page.getByText('Public metadata').waitFor()
  assert.ok(await page.getByText('Without JavaScript').isVisible())
})

/** Runs in the page. Returns the texts whose contrast is below 4.5, the minimum of WCAG 2.2 AA for normal text. */
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
