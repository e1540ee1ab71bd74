import {
  ClerkApiError,
  ClerkConfigError,
  ClerkError,
  type Context,
  type RequestOptions,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { operations } from './operations.ts'
import { pending } from './pending.ts'
import {
  call,
  MACHINE_KEY,
  names,
  type OperationName,
  operation,
  type Recorded,
  recorder,
  row,
  SECRET_KEY,
  written,
} from './support/call.ts'
import { sample } from './support/sample.ts'
import { readSources, type SourceFunction } from './support/sources.ts'
import { type Trait, traits } from './traits.ts'

const sources = readSources()

describe('the table', () => {
  test('default', () => {
    expect(names).toHaveLength(260)
    expect(new Set(Object.values(operations)).size).toBe(260)
  })

  test('behavior: every row has a function, or is pending', () => {
    const missing = names.filter((name) => !written.includes(name))

    expect(missing).toEqual([...pending].sort(asInTheTable))
  })

  test('behavior: an operation with a function is not pending', () => {
    expect(pending.filter((name) => written.includes(name))).toEqual([])
  })

  test('behavior: every public function that calls the API has a row', () => {
    const callers = [...sources.functions.values()]
      .filter(({ args, options }) => args[0] === 'ctx' && /RequestOptions$/.test(options))
      .map(({ name }) => name)

    expect(callers.filter((name) => !names.includes(name as OperationName))).toEqual([])
  })

  test('behavior: a function is in the file of its name', () => {
    for (const name of written) {
      const { file } = sources.functionNamed(name)
      expect(file).toMatch(new RegExp(`^operations/[a-z0-9-]+/${name}\\.ts$`))
      expect(sources.declaredIn(file)).toEqual([name])
    }
  })
})

describe.each(written)('%s', (name) => {
  const source = sources.functionNamed(name)
  const trait: Trait = traits[name] ?? {}
  const { method, route, ids } = row(name)

  test('default', async () => {
    const { ctx, requests } = recorder({ errors: [{ code: 'resource_not_found' }] }, 404)

    const error = await call(name, source, ctx, required(source)).catch(caught)

    expect(error).toBeInstanceOf(ClerkApiError)
    expect(error).toMatchObject({
      operation: name,
      method,
      status: 404,
      code: 'resource_not_found',
      route: route.replaceAll(/{\w+}/g, '{id}'),
    })
    expect(requests).toHaveLength(1)
    const [request] = requests as [Recorded]
    expect(request.method).toBe(method)
    expect(decodeURIComponent(request.path)).toBe(route)
    expect(request.path).toBe(route.replaceAll(/{\w+}/g, encodeURIComponent))
    expect(request.headers.get('clerk-api-version')).toBe(trait.apiVersion ?? '2026-05-12')
    expect(request.headers.get('authorization')).toBe(authorization(trait.key))
  })

  test('behavior: its comment has a sentence, the route, a link, an example and the errors', () => {
    const { comment, tags } = source

    expect(comment).toMatch(/^[A-Z][\s\S]*?[.:]\s/)
    expect(comment).toContain(`\`${operations[name]}\``)
    expect(comment).toMatch(/{@link https:\/\/clerk\.com\/docs\S* Reference}/)
    expect(tags.get('example')).toContain(`${name}(`)
    expect(tags.get('throws')).toMatch(/^{?Clerk\w+Error\b/)
  })

  test('args: ids are named after the route, and options come last', () => {
    const named = trait.ids ?? ids.map(camelCase)

    expect(source.args).toEqual(['ctx', ...named, ...(source.params ? ['params'] : []), 'options'])
    expect(source.options).toMatch(/^(Idempotent)?RequestOptions$/)
    expect(source.optional.has('options')).toBe(true)
  })

  ids.forEach((placeholder, position) => {
    test.each(['', '.', '..', '\ud800'])(
      `error: ${placeholder} is refused when it is "%s"`,
      async (id) => {
        const { ctx, requests } = recorder(null, 404)
        const given = ids.map((other, index) => (index === position ? id : other))

        const called = call(name, source, ctx, required(source), undefined, given)

        await expect(called).rejects.toBeInstanceOf(ClerkConfigError)
        expect(requests).toEqual([])
      },
    )
  })

  const { params } = source
  if (params) {
    test('args: every field of params is sent unchanged', async () => {
      await expectSent(sample(params))
    })

    test('args: null is sent, too', async () => {
      await expectSent(sample(params, { nulls: 1 }))
    })

    test('args: the required fields of params suffice', async () => {
      await expectSent(sample(params, { optional: 0 }))
    })
  }

  if (!source.params || source.optional.has('params')) {
    test('args: optional params may be omitted', async () => {
      await expectSent(undefined)
    })
  }

  test('args: options reach the request, but cannot replace its method or path', async () => {
    const { ctx, requests } = recorder(null, 404)
    const options = { headers: { 'x-own': '1' }, method: 'TRACE', path: { encoded: '/other' } }

    await call(name, source, ctx, required(source), options).catch(() => {})

    expect(requests[0]?.headers.get('x-own')).toBe('1')
    expect(requests[0]?.method).toBe(method)
    expect(decodeURIComponent(requests[0]?.path ?? '')).toBe(route)
  })

  test('behavior: an aborted signal prevents the request', async () => {
    const { ctx, requests } = recorder(null, 404)
    const reason = new Error('enough')

    const signal = AbortSignal.abort(reason)
    await expect(call(name, source, ctx, required(source), { signal })).rejects.toBe(reason)
    expect(requests).toEqual([])
  })

  test.each([undefined, null, SECRET_KEY, 7])('error: %j is no context', async (ctx) => {
    const called = call(name, source, ctx as unknown as Context, required(source))

    await expect(called).rejects.toBeInstanceOf(ClerkConfigError)
  })

  test('error: a call without arguments is refused', async () => {
    const called = (operation(name) as () => Promise<unknown>)()

    await expect(called).rejects.toBeInstanceOf(ClerkConfigError)
  })

  test('error: params and options of the wrong type throw a ClerkError or nothing', async () => {
    for (const odd of [null, 'text', 7, true, [], () => {}]) {
      for (const [params, options] of [
        [odd, undefined],
        [required(source), odd],
      ]) {
        const { ctx } = recorder(null, 404)
        const error = await call(name, source, ctx, params, options as RequestOptions).catch(caught)
        expect(error, `${String(params)}, ${String(options)}`).toBeInstanceOf(ClerkError)
      }
    }
  })

  test('error: without its key no request is sent', async () => {
    const { ctx, requests } = recorder(null, 404)
    const bare = { ...ctx, secretKey: undefined, machineSecretKey: undefined }

    const error = await call(name, source, bare, required(source)).catch(caught)

    if (trait.key === 'none') return expect(error).toBeInstanceOf(ClerkApiError)
    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(requests).toEqual([])
    if (trait.key !== 'machine-or-secret') return
    await call(name, source, { ...ctx, machineSecretKey: undefined }, required(source)).catch(
      () => {},
    )
    expect(requests[0]?.headers.get('authorization')).toBe(`Bearer ${SECRET_KEY}`)
  })

  async function expectSent(params: unknown): Promise<void> {
    const { ctx, requests } = recorder(null, 404)

    await expect(call(name, source, ctx, params)).rejects.toBeInstanceOf(ClerkApiError)

    const [{ query, body, headers }] = requests as [Recorded]
    const { inQuery, inBody: left } = divided(method, trait, params)
    const inBody = left ?? (trait.sendsEmptyBody ? {} : undefined)
    expect(query.toString()).toBe(asQuery(inQuery, trait).toString())
    if (trait.form && params) {
      expect(headers.get('content-type')).toBeNull()
      expect(body).toBeInstanceOf(FormData)
      const entries = [...(body as FormData)].map(([key, value]) => [key, typeof value])
      expect(entries).toEqual(
        Object.entries(inBody as object).map(([key, value]) => [
          key,
          value instanceof Blob ? 'object' : 'string',
        ]),
      )
      return
    }
    expect(headers.get('content-type')).toBe(inBody === undefined ? null : 'application/json')
    expect(inBody === undefined ? body : JSON.parse(String(body))).toEqual(
      inBody === undefined ? null : JSON.parse(JSON.stringify(inBody)),
    )
  }
})

/** Returns an error as a value, so that all of it can be checked. */
function caught(error: ClerkApiError): ClerkApiError {
  return error
}

function required({ params, optional }: SourceFunction): unknown {
  return params && !optional.has('params') ? sample(params, { optional: 0 }) : undefined
}

function divided(method: string, { query = [] }: Trait, params: unknown) {
  if (method === 'GET' || method === 'DELETE' || query === 'all') {
    return { inQuery: (params ?? {}) as object, inBody: undefined }
  }
  if (!query.length) return { inQuery: {}, inBody: params }
  const entries = Object.entries((params ?? {}) as object)
  const inBody = entries.filter(([key]) => !query.includes(key))
  return {
    inQuery: Object.fromEntries(entries.filter(([key]) => query.includes(key))),
    inBody: inBody.length ? Object.fromEntries(inBody) : undefined,
  }
}

function asQuery(params: object, { adds = {}, joined = [] }: Trait): URLSearchParams {
  const found = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    const values = Array.isArray(value) && !joined.includes(key) ? value : [value]
    for (const item of values) found.append(key, item instanceof Date ? `${+item}` : `${item}`)
  }
  for (const [key, value] of Object.entries(adds)) found.append(key, value)
  return found
}

function authorization(key: Trait['key']): string | null {
  if (key === 'none') return null
  return `Bearer ${key ? MACHINE_KEY : SECRET_KEY}`
}

function camelCase(placeholder: string): string {
  return placeholder
    .slice(1, -1)
    .replace(/ID$/, 'Id')
    .replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function asInTheTable(a: OperationName, b: OperationName): number {
  return names.indexOf(a) - names.indexOf(b)
}
