import { expect, inject, test } from 'vitest'
import { currentReadme } from './compare.mjs'
import { officialMethods, ourCoverage } from './coverage.mjs'

const folder = inject('packed')

test('behavior: every operation has a function', async () => {
  expect(await ourCoverage(folder)).toEqual({ all: [260, 260], documented: [251, 251] })
})

test('behavior: every method of the official client is counted', async () => {
  const methods = await officialMethods()

  expect(methods.size).toBeGreaterThan(150)
  expect([...methods].filter(([, requests]) => requests.length === 0)).toEqual([])
})

test('behavior: the comparison in the README is up to date', async () => {
  const { table, readme, current } = await currentReadme(folder)

  expect(table).toContain('| operations with a function | 260 of 260 |')
  expect(readme, 'run: npm run compare -- --write').toBe(current)
})
