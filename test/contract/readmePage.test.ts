import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
const [, firstScreen = '', below = ''] =
  /^([\s\S]*?)\n## What you import\n([\s\S]*)$/.exec(readme) ?? []

/** Returns the cells of the rows of all tables in a text. Skips the line of dashes below each header row. */
function rowsOf(text: string): string[][] {
  const lines = text.match(/^\|.*\|$/gm) ?? []
  return lines
    .filter((line) => !line.startsWith('|---'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

const details = new Map(rowsOf(below).map(([situation = '', ...cells]) => [situation, cells]))
const [, ...headlines] = rowsOf(firstScreen)
const measured = headlines.filter(([situation]) => details.has(situation ?? ''))

test('behavior: the sizes of the first table are those of the table of sizes', () => {
  const [size] = details.get('`getUser`') ?? []
  const [official] = details.get('official client, `users.getUser`') ?? []
  expect(headlines).toContainEqual(['`getUser` in a bundle, gzipped', size, official])
})

test.each(measured)(
  'behavior: the first table repeats the comparison: %s',
  (situation, ...cells) => {
    expect(cells).toEqual(details.get(situation))
  },
)

test('behavior: the first table has three rows of the comparison', () => {
  expect(measured).toHaveLength(3)
})

test('behavior: the first screen is short, and has the program, both tables of figures and both commands', () => {
  expect(firstScreen.split('\n').length).toBeLessThan(60)
  for (const part of [
    'authenticateRequest(ctx',
    '](#sizes)',
    '](#compared',
    'npm run demo',
    'npm test',
  ]) {
    expect(firstScreen).toContain(part)
  }
})
