// Tests that every link of every built page leads to an existing page, an existing element of a page, or another host.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'node-html-parser'
import { SITE, SITE_BELOW_SUB } from './support.mjs'

const pagesOf = (folder) =>
  readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html'))

/** Returns the broken links of all pages, as `page: link`. */
function brokenLinks(folder, base) {
  const pages = new Map(
    pagesOf(folder).map((page) => {
      const root = parse(readFileSync(join(folder, page), 'utf8'))
      const ids = new Set(root.querySelectorAll('[id]').map(({ id }) => id))
      const links = root
        .querySelectorAll('[href], [src]')
        .map((element) => element.getAttribute('href') ?? element.getAttribute('src'))
      return [page, { ids, links }]
    }),
  )
  return [...pages].flatMap(([page, { links }]) =>
    links.filter((link) => !leads(link, page)).map((link) => `${page}: ${link}`),
  )

  function leads(link, page) {
    const here = `http://localhost${base}${page}`
    const { origin, pathname, hash } = new URL(link, here)
    if (origin !== 'http://localhost') return origin.startsWith('https://') || origin === 'null'
    if (!pathname.startsWith(base)) return false
    const path = decodeURIComponent(pathname.slice(base.length))
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path
    if (!hash) return existsSync(join(folder, file))
    return pages.get(file)?.ids.has(decodeURIComponent(hash.slice(1))) ?? false
  }
}

for (const [folder, base] of [
  [SITE, '/'],
  [SITE_BELOW_SUB, '/sub/'],
]) {
  test(`behavior: every link leads somewhere, below ${base}`, () => {
    assert.ok(pagesOf(folder).length > 30)
    assert.deepEqual(brokenLinks(folder, base), [])
  })
}

test('behavior: no page names a script, a style, a font or an image of another host', () => {
  const elsewhere = pagesOf(SITE).flatMap((page) => {
    const root = parse(readFileSync(join(SITE, page), 'utf8'))
    return root
      .querySelectorAll('link[href], script[src], img[src], source[src], iframe[src]')
      .map((element) => element.getAttribute('href') ?? element.getAttribute('src'))
      .filter((link) => /^(https?:)?\/\//.test(link))
      .map((link) => `${page}: ${link}`)
  })
  assert.deepEqual(elsewhere, [])
})
