import * as clerklet from 'clerklet'
import { type Context, collect, type ListOperation, paginate } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { type OperationName, recorder, row, written } from './support/call.ts'
import { sample } from './support/sample.ts'
import type { Shape } from './support/shape.ts'
import { readSources, type SourceFunction } from './support/sources.ts'

const COUNT = 5

const sources = readSources()
const lists = written.filter((name) => name.startsWith('list'))
// The functions are looked up by name, so the compiler cannot check their arguments.
const functions = clerklet as unknown as Record<string, ListOperation>
const paginateAny = paginate as unknown as (
  operation: ListOperation | undefined,
  ctx: Context,
  ...args: unknown[]
) => AsyncIterable<unknown>

test('behavior: every GET that returns many items is a list', () => {
  const many = written.filter(
    (name) => row(name).method === 'GET' && itemsOf(sources.functionNamed(name)),
  )

  expect(many).toEqual(lists)
  expect(lists.length).toBeGreaterThan(40)
})

describe.each(lists)('paginate(%s)', (name) => {
  const source = sources.functionNamed(name)
  const hasPages = source.params?.fields?.().limit !== undefined

  test('default', async () => {
    const { ctx, requests } = listing(source)

    const found = await collect(pagesOf(name, ctx), { maxItems: 100 })

    expect(found).toMatchObject(Array.from({ length: COUNT }, (_, index) => ({ id: `${index}` })))
    expect(requests).toHaveLength(hasPages ? 3 : 1)
  })

  test('behavior: it stops after maxItems', async () => {
    const { ctx, requests } = listing(source)

    const found = await collect(pagesOf(name, ctx, { maxItems: 1 }), { maxItems: 100 })

    expect(found).toMatchObject([{ id: '0' }])
    expect(requests).toHaveLength(1)
  })
})

function pagesOf(name: OperationName, ctx: Context, options: object = {}) {
  const { params, optional } = sources.functionNamed(name)
  const required = params && !optional.has('params') ? sample(params, { optional: 0 }) : {}
  const args = [...row(name).ids, ...(params ? [required] : []), { pageSize: 2, ...options }]
  return paginateAny(functions[name], ctx, ...args)
}

/** Makes a context whose `fetch` returns the pages of a list of `COUNT` items, in the response format of the operation. */
function listing(source: SourceFunction) {
  const { ctx, requests } = recorder({})
  const { key, item } = itemsOf(source) ?? { key: undefined, item: undefined }
  const one = item && (sample(item) as object)
  const all = Array.from({ length: COUNT }, (_, index) => ({ ...one, id: `${index}` }))
  const { fetch } = ctx
  ctx.fetch = async (url, init) => {
    await fetch?.(url, init)
    const query = new URL(url).searchParams
    const after = query.get('starting_after')
    const from = after === null ? Number(query.get('offset')) : Number(after) + 1
    const page = all.slice(from, from + Number(query.get('limit') ?? COUNT))
    const answer = key ? { [key]: page, total_count: COUNT } : page
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } })
  }
  return { ctx, requests }
}

/** Finds the items in a response: in the field `key` beside `total_count`, or the response itself. Undefined for others. */
function itemsOf({ answer }: SourceFunction): { key?: string; item: Shape } | undefined {
  const { item, fields } = answer()
  if (item) return { item: item() }
  const entries = Object.entries(fields?.() ?? {})
  const [key, field] = entries.find(([, { shape }]) => shape.item) ?? []
  if (!key || !field?.shape.item || !entries.some(([name]) => name === 'total_count')) return
  return { key, item: field.shape.item() }
}
