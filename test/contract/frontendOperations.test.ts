import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { OPERATIONS, OWN, SHARED } from '#emulator/frontend/operations.ts'
import { currentText, operationsText, TARGET } from './frontendOperations.mjs'

test('default: the list of the emulator is generated from the facts', () => {
  expect(readFileSync(TARGET, 'utf8')).toBe(currentText())
  expect(OPERATIONS).toHaveLength(202)
})

test('behavior: paths on which both APIs have operations are distinguished', () => {
  expect(OWN).toContain('/v1/client')
  expect(OWN).toContain('/oauth')
  expect(SHARED).toContain('/v1/organizations')
  expect(SHARED).toContain('/api_keys')
  expect(OWN.filter((one) => SHARED.includes(one))).toEqual([])
})

test('behavior: a parameter with an ending stays a whole segment', () => {
  const paths = { '/v1/a/{id}.xml': { get: {} }, '/v1/b/{b_id}': { put: {}, patch: {} } }
  const text = operationsText({ paths }, { paths: { '/b': { get: {} } } })
  expect(text).toContain("'GET /v1/a/:id{.+\\\\.xml}'")
  expect(text).toContain("'PUT /v1/b/:b_id',\n  'PATCH /v1/b/:b_id'")
  expect(text).toMatch(/OWN: [^[]*\[\][^[]*\[\n {2}'\/v1\/a',\n\]/)
})
