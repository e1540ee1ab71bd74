import { ClerkConfigError, ClerkResponseError, type Context, path, request } from 'clerklet'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'

const call = { method: 'GET', path: path`/things` } as const

/** Calls `request` with `schema`; the API responds with `body`. */
function compare(schema: v.GenericSchema, body: unknown, over: Context = {}): Promise<unknown> {
  const { fetch } = answering(json(200, body))
  return request({ secretKey: SECRET_KEY, fetch, ...over }, schema, call)
}

async function issuesOf(schema: v.GenericSchema, body: unknown, over: Context = {}) {
  const error = await rejection(compare(schema, body, over))
  expect(error).toBeInstanceOf(ClerkResponseError)
  return (error as unknown as ClerkResponseError).issues
}

const onDrift = (error: Error) => {
  throw error
}

/** Each row: the kind of the schema, the schema, a valid value, an invalid value, and the path of the validation issue. */
const KINDS: [string, v.GenericSchema, unknown, unknown, string][] = [
  ['record', v.record(v.string(), v.number()), { a: 1 }, { a: 'x' }, '.a'],
  ['tuple', v.tuple([v.string(), v.number()]), ['a', 1], ['a', 'b'], '[1]'],
  ['strictTuple', v.strictTuple([v.string()]), ['a'], ['a', 'b'], '[1]'],
  ['literal', v.literal('a'), 'a', 'b', ''],
  ['picklist', v.picklist(['a', 'b']), 'b', 'c', ''],
  ['null', v.null(), null, 1, ''],
  ['union', v.union([v.string(), v.number()]), 1, true, ''],
  ['intersect', v.intersect([v.object({ a: v.string() })]), { a: 'x' }, { a: 1 }, '.a'],
  [
    'variant',
    v.variant('type', [v.object({ type: v.literal('a'), n: v.number() })]),
    { type: 'a', n: 1 },
    { type: 'a', n: 'x' },
    '.n',
  ],
  ['lazy', v.lazy(() => v.object({ a: v.string() })), { a: 'x' }, { a: 1 }, '.a'],
  ['strictObject', v.strictObject({ a: v.string() }), { a: 'x' }, { a: 'x', b: 1 }, '.b'],
  [
    'objectWithRest',
    v.objectWithRest({ a: v.string() }, v.number()),
    { a: 'x', b: 1 },
    { a: 'x', b: 'y' },
    '.b',
  ],
  ['custom', v.custom<string>((value) => value === 'a'), 'a', 'b', ''],
  ['a pipe on a string', v.pipe(v.string(), v.email()), 'a@example.com', 'a', ''],
  ['a pipe on an array', v.pipe(v.array(v.string()), v.minLength(1)), ['a'], [], ''],
  [
    'a pipe on an object',
    v.pipe(
      v.object({ a: v.number() }),
      v.check(({ a }) => a > 1),
    ),
    { a: 2 },
    { a: 1 },
    '',
  ],
  ['nonNullable', v.nonNullable(v.nullable(v.string())), 'a', 1, ''],
]

describe('a schema that is more than kinds', () => {
  test.each(KINDS)(
    'behavior: %s is checked as valibot does',
    async (_, schema, right, wrong, at) => {
      await expect(compare(schema, right)).resolves.toEqual(right)
      expect(await issuesOf(schema, wrong)).toMatchObject([{ path: at.replace(/^\./, '') }])
    },
  )

  test.each(KINDS)('behavior: %s in an array, an object and wrappers', async (...row) => {
    const [, schema, right, wrong, at] = row
    for (const wrapped of [
      schema,
      v.optional(schema),
      v.nullish(schema),
      v.exactOptional(schema),
      v.nullable(v.undefinedable(schema)),
    ]) {
      const whole = v.object({ list: v.array(v.object({ part: wrapped })) })
      const document = (part: unknown) => ({ list: [{ part: right }, { part }] })

      await expect(compare(whole, document(right))).resolves.toEqual(document(right))
      expect(await issuesOf(whole, document(wrong))).toMatchObject([{ path: `list[1].part${at}` }])
    }
  })

  test.each(KINDS)('behavior: %s may be null or missing below the root', async (_, schema) => {
    const whole = v.object({ part: schema })

    for (const body of [{}, { part: null }]) {
      await expect(compare(whole, body)).resolves.toEqual(body)
    }
  })

  test.each(KINDS.filter(([kind]) => kind !== 'null'))(
    'behavior: %s may not be null or missing for onDrift, unless the schema says so',
    async (_, schema) => {
      for (const body of [{}, { part: null }]) {
        expect(await issuesOf(v.object({ part: schema }), body, { onDrift })).toHaveLength(1)
      }
      const may = v.object({ a: v.exactOptional(schema), b: v.nullish(schema) })
      await expect(compare(may, { b: null }, { onDrift })).resolves.toEqual({ b: null })
    },
  )

  test('behavior: nulls and missing keys inside such a part pass unless onDrift is set', async () => {
    const schema = v.record(v.string(), v.object({ a: v.string(), b: v.number() }))
    const body = { x: { a: null } }

    await expect(compare(schema, body)).resolves.toEqual(body)
    expect(await issuesOf(schema, body, { onDrift })).toMatchObject([
      { path: 'x.a', received: 'null' },
      { path: 'x.b', received: 'undefined' },
    ])
  })

  test.each<[string, v.GenericSchema, unknown, string]>([
    ['a pipe', v.pipe(v.object({ a: v.string() }), v.readonly()), [], ''],
    ['lazy', v.lazy(() => v.object({ a: v.string(), b: v.string() })), [], ''],
    ['a record', v.record(v.string(), v.object({ a: v.string() })), { x: [] }, 'x'],
  ])('error: an array is no object in %s', async (_, schema, body, at) => {
    expect(await issuesOf(schema, body)).toEqual([
      { path: at, expected: 'object', received: 'array' },
    ])
  })

  test('error: null at the root is refused', async () => {
    expect(await issuesOf(v.picklist(['a']), null)).toEqual([
      { path: '', expected: '"a"', received: 'null' },
    ])
  })

  test('behavior: the response is returned as received, whatever the schema transforms', async () => {
    const schema = v.pipe(
      v.object({ a: v.optional(v.string(), 'default') }),
      v.transform(() => 'other'),
    )

    await expect(compare(schema, { more: 1 })).resolves.toEqual({ more: 1 })
  })

  test('behavior: a fallback lets everything pass', async () => {
    const schema = v.object({ a: v.fallback(v.string(), 'x') })

    await expect(compare(schema, { a: 1 })).resolves.toEqual({ a: 1 })
  })

  test('behavior: a schema that refers to itself is supported', async () => {
    interface Tree {
      children: Tree[]
    }
    const tree: v.GenericSchema<Tree> = v.object({ children: v.array(v.lazy(() => tree)) })

    await expect(compare(tree, { children: [{ children: [] }] })).resolves.toBeTruthy()
    expect(await issuesOf(tree, { children: [{ children: [1] }] })).toMatchObject([
      { path: 'children[0].children[0]', received: 'number' },
    ])
  })

  test('behavior: a schema that refers to itself by a getter is supported', async () => {
    const tree: v.GenericSchema = v.object({
      get children() {
        return v.array(tree)
      },
    })

    await expect(compare(tree, { children: [{ children: [] }] })).resolves.toBeTruthy()
    expect(await issuesOf(tree, { children: [{ children: [1] }] })).toMatchObject([
      { path: 'children[0].children[0]', received: 'number' },
    ])
  })

  test('error: values are not shown', async () => {
    const error = await rejection(
      compare(v.object({ email: v.pipe(v.string(), v.email()) }), { email: 'private' }),
    )

    expect(error.message).not.toContain('private')
    expect(JSON.stringify(error)).not.toContain('private')
    expect(error.issues).toEqual([{ path: 'email', expected: 'email', received: 'string' }])
  })

  test.each<[string, unknown]>([
    ['root', v.objectAsync({ a: v.string() })],
    ['wrapper', v.optionalAsync(v.string())],
    ['entry', v.object({ a: v.pipeAsync(v.string()) as never })],
    ['item', v.array(v.optional(v.pipeAsync(v.string()) as never))],
    ['value of a record', v.record(v.string(), v.pipeAsync(v.string()) as never)],
    ['member of a union', v.union([v.string(), v.pipeAsync(v.number()) as never])],
    ['item of a tuple', v.object({ a: v.tuple([v.pipeAsync(v.string()) as never]) })],
    ['action of a pipe', v.pipe(v.string(), v.checkAsync(async () => true) as never)],
  ])('error: an asynchronous %s is refused before any request', async (_, schema) => {
    const { fetch, received } = answering(json(200, {}))
    const error = await rejection(
      request({ secretKey: SECRET_KEY, fetch }, schema as v.GenericSchema, call),
    )

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toContain('The schema is asynchronous')
    expect(received).toEqual([])
  })
})
