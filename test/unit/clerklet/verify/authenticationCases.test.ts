import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sections } from './cases/cases.ts'

/** The reasons why some cases have no test. */
const ELSEWHERE: Record<string, string> = {
  C19: 'requests are not wrapped, so there is no wrapper to print',
  F09: 'this package signs no tokens',
  S16: 'a state repeats no options, so there is none to make before a request',
  Y17: 'there is one set of functions, and it is asynchronous',
}

const all = sections.flatMap(({ cases }) => Object.keys(cases))

/** The strings in the other test files of this folder and of the listed folders. They include the names of the tests. */
const tests = ['./', 'cases/', '../adapters/', '../hono/', '../node/', '../proxy/', '../webhooks/']
  .map((folder) => new URL(folder, import.meta.url))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
  .filter(({ pathname, href }) => pathname.endsWith('.test.ts') && href !== import.meta.url)
  .flatMap((file) => names(readFileSync(file, 'utf8')))

/** The ids of cases, such as `C19`, in the names of the tests. */
const tested = new Set(tests.flatMap((name) => name.match(/\b[A-Y]\d\d\b/g) ?? []))

test('there are 489 cases, numbered without a gap', () => {
  const numbered = sections.flatMap(({ cases }, section) =>
    Object.keys(cases).map((_, index) => id(String.fromCharCode(65 + section), index + 1)),
  )

  expect(all).toEqual(numbered)
  expect(all).toHaveLength(489)
})

test('every case is a unique sentence', () => {
  const sentences = sections.flatMap(({ cases }) => Object.values(cases))

  expect(new Set(sentences).size).toBe(489)
  expect(sentences.filter((one) => !/^[A-Z`].{15,108}\.$/.test(one))).toEqual([])
})

describe.each(sections)('$title', ({ cases }) => {
  test('every case has a test, or a reason to have none', () => {
    const without = Object.keys(cases).filter((one) => !tested.has(one) && !ELSEWHERE[one])
    expect(without).toEqual([])
  })
})

test('every reason belongs to a case without a test', () => {
  expect(Object.keys(ELSEWHERE).filter((one) => tested.has(one) || !all.includes(one))).toEqual([])
})

test('no test names a case that is not on the list', () => {
  expect([...tested].filter((one) => !all.includes(one))).toEqual([])
})

function id(letter: string, number: number): string {
  return letter + `${number}`.padStart(2, '0')
}

/** Returns every string in a source, such as the name of a test, or the first cell of a row in `test.each`. */
function names(source: string): string[] {
  return source.replace(/^\s*\/\/.*$/gm, '').match(/(['"`])(?:(?!\1)[^\n])*\1/g) ?? []
}
