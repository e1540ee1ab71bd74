import { describe, expect, test } from 'vitest'
import { call, recorder, row, written } from './support/call.ts'
import { readSources } from './support/sources.ts'

/**
 * Filters in which each value may match many rows. The number of rows is unknown, so no `limit` is sent and the page has the
 * default size of the API.
 */
const MANY_ROWS_EACH = [
  'listEnterpriseConnectionTestRuns status',
  'listInstanceOrganizationDomains enrollment_mode',
  'listInstanceOrganizationInvitations status',
  'listOrganizationInvitations status',
  'listOrganizationMemberships role',
  'listOrganizations user_id',
  'listUserOrganizationInvitations status',
  'listUsers organization_id',
]

const sources = readSources()

/** Pairs of a list operation that has a `limit` and one of its filters that may be a list. */
const filters = written.flatMap((name) => {
  const fields = Object.entries(sources.functionNamed(name).params?.fields?.() ?? {})
  const hasPages = fields.some(([key]) => key === 'limit') && row(name).method === 'GET'
  return fields
    .filter(([, { shape }]) => hasPages && shape.kinds.has('array'))
    .map(([key]) => [name, key] as const)
})

describe('fifty values of a filter without a limit', () => {
  test.each(filters)('behavior: %s with %s sends limit=50 unless listed', async (name, key) => {
    const { ctx, requests } = recorder([])
    const values = Array.from({ length: 50 }, (_, index) => `value_${index}`)

    await call(name, sources.functionNamed(name), ctx, { [key]: values }).catch(() => {})

    const limit = MANY_ROWS_EACH.includes(`${name} ${key}`) ? null : '50'
    expect(requests[0]?.query.get('limit')).toBe(limit)
  })

  test('behavior: every listed exception still exists', () => {
    const names = filters.map(([name, key]) => `${name} ${key}`)

    expect(MANY_ROWS_EACH.filter((name) => !names.includes(name))).toEqual([])
  })
})
