import {
  ClerkConfigError,
  collect,
  countUsers,
  drain,
  listUsers,
  paginate,
  paginatePages,
  path,
  request,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { call, recorder, row, written } from './support/call.ts'
import { sample } from './support/sample.ts'
import { readSources } from './support/sources.ts'
import { type Trait, traits } from './traits.ts'

const sources = readSources()

/** Pairs of an operation and a param of its query that may be a list. */
const filters = written.flatMap((name) => {
  const fields = Object.entries(sources.functionNamed(name).params?.fields?.() ?? {})
  return fields
    .filter(([key, { shape }]) => shape.kinds.has('array') && isOfQuery(name, key))
    .map(([key]) => [name, key] as const)
})

function isOfQuery(name: (typeof written)[number], key: string): boolean {
  const { query = [] }: Trait = traits[name] ?? {}
  return row(name).method === 'GET' || query === 'all' || query.includes(key)
}

describe('an empty array in a query', () => {
  test('behavior: the filters that may be lists are found', () => {
    expect(filters).toContainEqual(['listUsers', 'user_id'])
    expect(filters).toContainEqual(['countUsers', 'external_id'])
    expect(filters.length).toBeGreaterThan(25)
  })

  test.each(filters)('error: %s with an empty list of %s sends no request', async (name, key) => {
    const { ctx, requests } = recorder([])
    const source = sources.functionNamed(name)
    const required = source.params ? (sample(source.params, { optional: 0 }) as object) : {}

    const error = await call(name, source, ctx, { ...required, [key]: [] }).catch((it) => it)

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(`${error}`).toContain(`${key} in the params of `)
    expect(requests).toEqual([])
  })

  test.each<[string, (ctx: ReturnType<typeof recorder>['ctx']) => Promise<unknown>]>([
    ['countUsers', (ctx) => countUsers(ctx, { user_id: [] })],
    ['paginate', (ctx) => paginate(listUsers, ctx, { user_id: [] }).next()],
    ['paginatePages', (ctx) => paginatePages(listUsers, ctx, { user_id: [] }).next()],
    ['drain', (ctx) => drain(listUsers, ctx, { user_id: [] }).next()],
    ['collect', (ctx) => collect(paginate(listUsers, ctx, { user_id: [] }), { maxItems: 1 })],
    [
      'request',
      (ctx) =>
        request(ctx, undefined, { method: 'GET', path: path`/users`, query: { user_id: [] } }),
    ],
  ])('error: %s sends nothing', async (_, ask) => {
    const { ctx, requests } = recorder([])

    await expect(ask(ctx)).rejects.toBeInstanceOf(ClerkConfigError)
    expect(requests).toEqual([])
  })

  test('behavior: in a body it is sent, and clears the field', async () => {
    const { ctx, requests } = recorder({})

    await request(ctx, undefined, { method: 'PATCH', path: path`/things`, body: { scopes: [] } })

    expect(requests[0]?.body).toBe('{"scopes":[]}')
  })
})
