import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('packages/clerklet/docs/webhooks.md')

/** Returns the first two cells of each row of the table below a heading. */
function table(heading: string): [string, string][] {
  const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const cells = [...section.matchAll(/^\| (.+?) \| (.+?) \|/gm)]
  return cells.slice(1).map(([, first = '', second = '']) => [first, second])
}

test('behavior: the table of events has every event, with the type of its data', () => {
  const listed = table('Events').flatMap(([types, data]) =>
    types.split(', ').map((type) => `${type}: ${data}`),
  )
  const source = read('packages/clerklet/src/schemas/webhookEvents.ts')
  const typed = [...source.matchAll(/^ {2}'([\w.]+)': (\w+)$/gm)].map(
    ([, type, data]) => `\`${type}\`: \`${data}\``,
  )

  expect(listed).toHaveLength(46)
  expect(listed.sort()).toEqual(typed.sort())
})

test('behavior: the table of errors has every code', () => {
  const source = read('packages/clerklet/src/webhooks/errors.ts')
  const codes = [...source.matchAll(/^ {2}\| '([\w-]+)'$/gm)].map(([, code]) => `\`${code}\``)

  expect(codes).toHaveLength(8)
  expect(table('Errors').map(([code]) => code)).toEqual(codes)
})
