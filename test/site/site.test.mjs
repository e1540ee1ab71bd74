// Tests the built site in Chromium: at three widths, in light and dark, by keyboard, and with the examples that run in its
// pages.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { launch, picture, visit } from '../browser/support.mjs'
import { SITE, SITE_BELOW_SUB, serve } from './support.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGES = [
  '',
  'documents/',
  'documents/start.html',
  'documents/authentication.html',
  'documents/methods.html',
  'documents/clerklet.html',
  'documents/emulator.html',
  'documents/supported.html',
  'reference/',
  'reference/users/getUser.html',
]
const WIDTHS = [360, 768, 1280]

let browser
let site
let below

before(async () => {
  browser = await launch()
  site = await serve(SITE)
  below = await serve(SITE_BELOW_SUB, '/sub/')
})

after(async () => {
  await browser?.close()
  site?.close()
  below?.close()
})

/** Returns the code of each example that runs, with the file of its page. */
function readExamples() {
  const folder = fileURLToPath(new URL('../../packages/site/.pages/reference/', import.meta.url))
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => {
      const examples = readFileSync(folder + file, 'utf8').matchAll(/^```ts run\n([\s\S]*?)^```$/gm)
      return [...examples].map(([, example]) => [file, example])
    })
}

/** Opens a page of the site, and waits until its scripts have started. */
async function open(path, options, url = site.url) {
  const visitor = await visit(browser, url, { viewport: { width: 1280, height: 900 }, ...options })
  await visitor.open(path)
  await started(visitor.page)
  return visitor
}

/** Waits until Vue has mounted the application. */
const started = (page) =>
  page.waitForFunction(() => document.querySelector('#app')?.__vue_app__ !== undefined)

/** Runs axe on the page. Returns each violation as a line of text. */
async function findings(page) {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() =>
    window.axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
      // Disabled, because the search button of the theme shows its keyboard shortcut beside its name.
      rules: { 'label-content-name-mismatch': { enabled: false } },
    }),
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target} ${any[0]?.message ?? ''}`),
  )
}

const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Whether the focused element has a visible outline. */
const focusIsVisible = (page) =>
  page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
  })

/** Waits until `text` is the first result of the search, which is updated a moment after the typing. */
const firstResult = (page, text) =>
  page.locator('.results li:first-child .result').filter({ hasText: text }).waitFor()

/** Locates the lines of output of the example on a page. */
const output = (page) => page.getByRole('log', { name: 'Output' }).locator('pre')
const code = (page) => page.getByRole('textbox', { name: 'Code of the example' })
const button = (page, name) => page.getByRole('button', { name, exact: true })

for (const path of PAGES) {
  test(`/${path} has sufficient contrast, labels and no horizontal scroll`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      const { page, problems, context } = await open(path, { colorScheme })
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        const place = `${width} ${colorScheme}`
        assert.equal(await overflow(page), 0, place)
        assert.deepEqual(await findings(page), [], place)
      }
      assert.deepEqual(problems(), [])
      await context.close()
    }
  })
}

test('focus is visible at each stop of the keyboard', async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const path of ['', 'reference/users/getUser.html']) {
      const { page, context } = await open(path, { colorScheme })
      const stops = []
      for (let stop = 0; stop < 25; stop++) {
        await page.keyboard.press('Tab')
        const name = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80))
        if (stops.includes(name) || name.startsWith('<body')) break
        stops.push(name)
        assert.equal(await focusIsVisible(page), true, name)
      }
      assert.ok(stops.length > 8)
      await context.close()
    }
  }
})

test('search by keyboard finds the page of a function', async () => {
  const { page, problems } = await open('')
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.type('getUser')
  await firstResult(page, /^#?\s*getUser$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^getUser/ }).waitFor()
  assert.match(page.url(), /\/reference\/.*getUser\.html/)
  // For a word that occurs on many pages, the document about the word is the first result.
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').fill('retry')
  await firstResult(page, /Errors and retries\s*Retries$/)
  assert.deepEqual(problems(), [])
})

test('the example of getUser runs, and shows the user', async () => {
  const { page, problems } = await open('reference/users/getUser.html')
  await button(page, 'Run').click()
  await output(page).first().waitFor()
  assert.match(await output(page).innerText(), /^\{\n {2}id: 'user_2abc',\n {2}object: 'user',/)
  assert.deepEqual(problems(), [])
})

test('every example of the reference runs', { timeout: 600_000 }, async () => {
  const { page, problems } = await open('reference/users/getUser.html')
  const failed = []
  const examples = readExamples()
  assert.ok(examples.length > 250)
  for (const [name, example] of examples) {
    await code(page).fill(example)
    await code(page).press('Control+Enter')
    await button(page, 'Run').waitFor()
    const errors = await page.locator('.example-line.error').allInnerTexts()
    failed.push(...errors.map((error) => `${name}: ${error}`))
  }
  assert.deepEqual(failed, [])
  assert.deepEqual(problems(), [])
})

test('an edited example runs by keyboard with new data each time, and Reset restores it', async () => {
  const { page, problems } = await open('reference/users/getUser.html')
  const original = await code(page).inputValue()
  const edited = `import { countUsers, createUser, type User } from 'clerklet'

const before = await countUsers(ctx)
const user: User = await createUser(ctx, { username: 'grace', password: 'a machine for 1944' })
console.log(user.username, 1 + 1)
console.warn('careful')
;(await countUsers(ctx)).total_count - before.total_count`
  for (let run = 0; run < 2; run++) {
    await code(page).fill(edited)
    await code(page).press('Control+Enter')
    await output(page).nth(2).waitFor()
    assert.deepEqual(await output(page).allInnerTexts(), ['grace 2', 'careful', '1'])
  }
  // Edited code is highlighted, too.
  assert.ok((await page.locator('.example-shown span[style*="--shiki-dark"]').count()) > 10)
  assert.equal(await page.locator('.example-shown').innerText(), `${edited} `)

  await button(page, 'Reset').click()
  assert.equal(await code(page).inputValue(), original)
  assert.equal(await output(page).count(), 0)
  assert.deepEqual(problems(), [])
})

test('errors are shown with their message and their code', async () => {
  const { page, problems } = await open('reference/users/getUser.html')
  const run = async (text) => {
    await code(page).fill(text)
    await button(page, 'Run').click()
    await button(page, 'Run').waitFor()
    await output(page).last().waitFor()
    return output(page).last().innerText()
  }
  const missing = await run("import { getUser } from 'clerklet'\nawait getUser(ctx, 'user_none')")
  assert.match(missing, /^ClerkApiError: .*\n {2}status: 404\n {2}code: resource_not_found/)
  assert.match(await run('const = 1'), /^SyntaxError: .*\(1:7\)$/)
  assert.match(await run('nothing()'), /^ReferenceError: nothing is not defined/)
  assert.match(await run("import _ from 'lodash'\n_()"), /'lodash' is not available/)
  assert.match(
    await run("import { getUsers } from 'clerklet'\ngetUsers()"),
    /'clerklet' has no export 'getUsers'/,
  )
  assert.match(await run("throw 'a text'"), /^Thrown: a text$/)
  assert.deepEqual(problems(), [])
})

test('an endless example can be stopped, and the next one runs', async () => {
  const { page, problems } = await open('reference/users/getUser.html')
  await code(page).fill("console.log('started')\nwhile (true) {}")
  await button(page, 'Run').click()
  await output(page).first().waitFor()
  const stop = button(page, 'Stop')
  await stop.focus()
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.innerText), 'Run')
  await code(page).fill('1 + 1')
  await page.keyboard.press('Control+Enter')
  await page.waitForFunction(() => document.querySelector('.example-output')?.innerText === '2')
  assert.deepEqual(problems(), [])
})

test('an example that prints nothing says so', async () => {
  const { page } = await open('reference/users/getUser.html')
  await code(page).fill('')
  await button(page, 'Run').click()
  await page.getByText('The example ended without output.').waitFor()
})

test('no request of an example leaves the machine', async () => {
  const { page, problems } = await open('reference/users/getUser.html')
  await code(page).fill(`import { getUser } from 'clerklet'

const own = { secretKey: ctx.secretKey }
const { status } = await fetch('https://api.clerk.com/v1/users')
console.log(status)
;(await getUser(own, 'user_2abc')).id`)
  await button(page, 'Run').click()
  await output(page).nth(1).waitFor()
  assert.deepEqual(await output(page).allInnerTexts(), ['401', 'user_2abc'])
  assert.deepEqual(problems(), [])
})

test('the site works below a folder of its host', async () => {
  const { page, problems } = await open('reference/users/getUser.html', {}, below.url)
  await button(page, 'Run').click()
  await output(page).first().waitFor()
  assert.match(await output(page).innerText(), /id: 'user_2abc'/)

  await page.getByRole('link', { name: 'Documents', exact: true }).first().click()
  await page.waitForURL('**/sub/documents/')
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').fill('webhooks')
  await firstResult(page, /Webhooks$/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor()
  assert.match(page.url(), /\/sub\/documents\/webhooks\.html/)
  assert.deepEqual(problems(), [])
})

const forPeople = process.env.CI ? 'people look at the pictures on their machines' : false

test('pictures', { skip: forPeople }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of WIDTHS) {
      const { page, context } = await open('', { colorScheme, viewport: { width, height: 900 } })
      const name = (what) => `site-${what}-${width}-${colorScheme}`
      await picture(page, name('home'))
      await page.goto(`${site.url}documents/errors.html`)
      await picture(page, name('document'))
      await page.goto(`${site.url}reference/users/getUser.html`)
      await started(page)
      await picture(page, name('reference'))
      await button(page, 'Run').click()
      await output(page).first().waitFor()
      await picture(page, name('run'))
      await page.keyboard.press('Control+k')
      await page.getByRole('searchbox').fill('getUser')
      await page.locator('.result').first().waitFor()
      await picture(page, name('search'))
      await context.close()
    }
  }
})
