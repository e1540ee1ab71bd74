import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** The sections of the list of authentication cases, and how many cases each has: 489 in all. */
const SECTIONS: Record<string, [count: number, what: string]> = {
  A: [30, 'keys'],
  B: [15, 'cookie suffix and choice of cookie set'],
  C: [27, 'request normalisation'],
  D: [21, 'claims'],
  E: [32, 'has'],
  F: [48, 'tokens'],
  G: [17, 'PEM and JWKS'],
  H: [12, 'kinds of token'],
  I: [29, 'machine tokens'],
  J: [20, 'acceptsToken'],
  K: [13, 'header flow'],
  L: [21, 'cookie flow'],
  M: [4, 'refresh'],
  N: [21, 'handshake: whom and where to'],
  O: [24, 'handshake: coming back'],
  P: [17, 'satellites'],
  Q: [10, 'cross-origin arrival'],
  R: [18, 'organization sync'],
  S: [17, 'states and auth objects'],
  T: [9, 'redirect helpers'],
  U: [9, 'webhooks'],
  V: [23, 'Frontend API proxy'],
  W: [15, 'adapters'],
  X: [20, 'PHP'],
  Y: [17, 'Python'],
}

/** Cases that say nothing about this package, or not here, and why. */
const ELSEWHERE: Record<string, string> = {
  C19: 'requests are not wrapped, so there is no wrapper to print',
  F09: 'this package signs no tokens',
  S16: 'a state repeats no options, so there is none to make before a request',
  ...range('W', 1, 3, 'there are no adapters: the caller has the state and its headers'),
  W08: 'there are no adapters: the caller has the state and its headers',
  W10: 'there are no adapters: nothing is stored on a request',
  W11: 'there are no adapters: nothing is stored on a request',
  W14: 'there are no adapters: a Request cannot be made of such a target',
  W15: 'there are no adapters: options are an argument',
  Y17: 'there is one set of functions, and it is asynchronous',
}

const all = Object.entries(SECTIONS).flatMap(([letter, [count]]) =>
  Array.from({ length: count }, (_, index) => id(letter, index + 1)),
)

/** The names of the tests here and next door. */
const tests = ['./', 'cases/', '../proxy/', '../webhooks/']
  .map((folder) => new URL(folder, import.meta.url))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)))
  .filter(({ pathname, href }) => pathname.endsWith('.test.ts') && href !== import.meta.url)
  .flatMap((file) => names(readFileSync(file, 'utf8')))

/** The identifiers in the names of the tests. */
const tested = new Set(tests.flatMap((name) => name.match(/\b[A-Y]\d\d\b/g) ?? []))

test('there are 489 cases', () => {
  expect(all).toHaveLength(489)
})

describe.each(Object.entries(SECTIONS))('%s', (letter, [, what]) => {
  test(`${what}: every case has a test, or a reason to have none`, () => {
    const without = all.filter((one) => one[0] === letter && !tested.has(one) && !ELSEWHERE[one])
    expect(without).toEqual([])
  })
})

test('no reason is left over', () => {
  expect(Object.keys(ELSEWHERE).filter((one) => tested.has(one) || !all.includes(one))).toEqual([])
})

test('no test names a case that is not on the list', () => {
  expect([...tested].filter((one) => !all.includes(one))).toEqual([])
})

describe('not here', () => {
  test.skip.each(Object.entries(ELSEWHERE))('%s: %s', () => {})
})

function id(letter: string, number: number): string {
  return letter + `${number}`.padStart(2, '0')
}

function range(letter: string, from: number, to: number, why: string): Record<string, string> {
  const ids = Array.from({ length: to - from + 1 }, (_, index) => id(letter, from + index))
  return Object.fromEntries(ids.map((one) => [one, why]))
}

/** Everything in quotes: names of tests, and the first cells of their tables. */
function names(source: string): string[] {
  return source.replace(/^\s*\/\/.*$/gm, '').match(/(['"`])(?:(?!\1)[^\n])*\1/g) ?? []
}
