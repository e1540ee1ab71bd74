import {
  ClerkConfigError,
  type Context,
  listUserOrganizationMemberships,
  listUsers,
  path,
  request,
  SERVERS,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, rejection } from '#fixtures/transport.ts'

/** Returns the URL of a request with the given query. */
async function addressOf(query: object | undefined, over: Context = {}): Promise<string> {
  const { fetch, received } = answering(json(200, []))
  await request({ secretKey: SECRET_KEY, fetch, ...over }, undefined, {
    method: 'GET',
    path: path`/things`,
    query,
  })
  return received[0]?.url.href as string
}

const searchOf = async (query: object) => new URL(await addressOf(query)).search

describe('base URL', () => {
  test('default', async () => {
    expect(await addressOf(undefined)).toBe(`${SERVERS[0]}/things`)
    expect(SERVERS[0]).toBe('https://api.clerk.com/v1')
  })

  test.each([
    ['http://localhost:4000/v1', 'http://localhost:4000/v1/things'],
    ['https://api.example.com/clerk', 'https://api.example.com/clerk/things'],
    ['https://api.example.com/v1///', 'https://api.example.com/v1/things'],
    ['https://[::1]:8080/v1', 'https://[::1]:8080/v1/things'],
  ])('args: %s', async (baseUrl, address) => {
    expect(await addressOf(undefined, { baseUrl })).toBe(address)
  })

  test.each([
    ['', 'it is empty'],
    ['api.clerk.com/v1', 'it has no scheme'],
    ['localhost:4010/v1', 'it has no scheme'],
    ['//api.clerk.com/v1', 'it has no scheme'],
    ['javascript:alert(1)', 'it has no scheme'],
    ['ftp://api.clerk.com/v1', 'its scheme is not http or https'],
    ['https://user:password@api.clerk.com/v1', 'it has credentials'],
    ['https://api.clerk.com/v1?x=1', 'it has a query or a fragment'],
    ['https://api.clerk.com/v1#x', 'it has a query or a fragment'],
    ['https://api.clerk.com/v 1', 'it contains white space'],
    ['https://api.clerk.com/v1\n', 'it contains white space'],
    ['https://', 'it cannot be parsed'],
    ['https://api.clerk.com/\ud800', 'it cannot be parsed'],
    ['https://a:b:c/v1', 'it cannot be parsed'],
    ['https://api.clerk.com', 'it has no path: append /v1, which only the variable CLERK_API_URL'],
    ['https://api.clerk.com//', 'it has no path'],
    [5 as unknown as string, 'it is of type number'],
    [new URL('https://api.clerk.com/v1') as unknown as string, 'it is of type object'],
    [Symbol('x') as unknown as string, 'it is of type symbol'],
  ])('error: %s is refused before any request', async (baseUrl, flaw) => {
    const { fetch, received } = answering(json(200, []))

    const error = await rejection(
      request({ secretKey: SECRET_KEY, fetch, baseUrl }, undefined, {
        method: 'GET',
        path: path`/things`,
      }),
    )

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toContain('ctx.baseUrl must be an http(s) URL')
    expect(error.message).toContain(`: ${flaw}`)
    expect(error.message).not.toContain('password')
    expect(received).toEqual([])
  })
})

describe('query', () => {
  test('default', async () => {
    expect(await searchOf({ query: 'ada', offset: 20 })).toBe('?query=ada&offset=20')
  })

  test('behavior: only undefined is left out', async () => {
    expect(await searchOf({ a: undefined, b: false, c: 0, d: '', e: null })).toBe(
      '?b=false&c=0&d=&e=null',
    )
  })

  test('behavior: an empty query adds no question mark', async () => {
    expect(await addressOf({})).toBe('https://api.clerk.com/v1/things')
    expect(await addressOf({ a: undefined })).toBe('https://api.clerk.com/v1/things')
  })

  test('behavior: an array repeats its key, and its undefined items are left out', async () => {
    expect(await searchOf({ user_id: ['a', undefined, 'b'], last: 1 })).toBe(
      '?user_id=a&user_id=b&last=1',
    )
  })

  test('behavior: a Date becomes epoch milliseconds, also in an array', async () => {
    expect(await searchOf({ a: new Date(1_700_000_000_123), b: [new Date(5)] })).toBe(
      '?a=1700000000123&b=5',
    )
  })

  test('behavior: signs, spaces and reserved characters arrive unchanged', async () => {
    const address = await addressOf({ order_by: '+created_at', query: 'a&b=c d/é' })

    expect(address).toContain('order_by=%2Bcreated_at')
    expect(new URL(address).searchParams.get('query')).toBe('a&b=c d/é')
  })
})

describe('a query that cannot be sent', () => {
  const refused = async (query: unknown) => {
    const { fetch, received } = answering(json(200, []))
    const error = await rejection(
      request({ secretKey: SECRET_KEY, fetch }, undefined, {
        method: 'GET',
        path: path`/things`,
        query: query as object,
      }),
    )
    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(received).toEqual([])
    return error.message
  }

  test.each<[string, unknown]>([
    ['half a surrogate pair', '\ud800'],
    ['half a pair in a list', ['ada', '\udc00']],
    ['an object', { from: 1 }],
    ['a symbol', Symbol('x')],
    ['a function', () => 'x'],
    ['no date', new Date(Number.NaN)],
  ])('error: %s is refused, and named', async (_, value) => {
    expect(await refused({ order_by: 'x', name_query: value })).toContain(
      'name_query in the params of /things cannot be part of a URL',
    )
  })

  test.each<[string, unknown]>([
    ['an empty array', []],
    ['an array of empty arrays', [[], []]],
    ['a list of undefined', [undefined, undefined]],
    ['a list with holes', new Array(3)],
  ])('error: %s, which would request all rows', async (_, value) => {
    expect(await refused({ limit: 5, user_id: value })).toBe(
      'user_id in the params of /things is an empty array: a URL cannot express it, and the API would ignore the filter. Skip the call when there are no values, or omit the param to list everything',
    )
  })

  test('error: a name with half a surrogate pair', async () => {
    expect(await refused({ '\ud800': 1 })).toContain('A name in the params of /things')
  })

  test.each(['user_1', 5, true])('error: %j in place of an object', async (query) => {
    expect(await refused(query)).toBe(
      `The params of /things are of type ${typeof query}: pass an object`,
    )
  })

  test('error: a getter that throws', async () => {
    const query = {
      get query() {
        throw new Error(SECRET_KEY)
      },
    }
    expect(await refused(query)).toMatch(/^request: the arguments cannot be read/)
  })
})

describe('limit', () => {
  const ctx = { secretKey: SECRET_KEY }

  test.each([1, 100, 500])('args: %i', async (limit) => {
    expect(await searchOf({ limit })).toBe(`?limit=${limit}`)
  })

  test('behavior: Infinity requests the largest page of the operation', async () => {
    const { fetch, received } = answering(json(200, []))
    const call = { method: 'GET', path: path`/things`, query: { limit: Infinity } } as const

    await request({ ...ctx, fetch }, undefined, call)
    await request({ ...ctx, fetch }, undefined, { ...call, maxLimit: 100 })

    expect(received.map(({ url }) => url.search)).toEqual(['?limit=500', '?limit=100'])
  })

  describe('of a query with ids', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `user_${index}`)
    const limitOf = async (query: object, maxLimit?: number) => {
      const { fetch, received } = answering(json(200, []))
      await request({ ...ctx, fetch }, undefined, {
        method: 'GET',
        path: path`/things`,
        query,
        maxLimit,
        idFilters: ['user_id', 'email_address'],
      })
      return received[0]?.url.searchParams.getAll('limit')
    }

    test('behavior: the page has room for all ids', async () => {
      expect(await limitOf({ user_id: ids(50) })).toEqual(['50'])
      expect(await limitOf({ user_id: ids(50), email_address: ids(20) })).toEqual(['70'])
      expect(await limitOf({ user_id: ids(50), limit: undefined })).toEqual(['50'])
    })

    test('behavior: ten ids need no limit, since the default page has ten rows', async () => {
      expect(await limitOf({ user_id: ids(10) })).toEqual([])
      expect(await limitOf({ user_id: ids(11) })).toEqual(['11'])
      expect(await limitOf({})).toEqual([])
    })

    test('behavior: the limit is at most the largest page of the operation', async () => {
      expect(await limitOf({ user_id: ids(501) })).toEqual(['500'])
      expect(await limitOf({ user_id: ids(150) }, 100)).toEqual(['100'])
    })

    test('behavior: an explicit limit is kept', async () => {
      expect(await limitOf({ user_id: ids(50), limit: 5 })).toEqual(['5'])
    })

    test('behavior: other filters do not change the limit', async () => {
      expect(await limitOf({ organization_id: ids(50) })).toEqual([])
    })
  })

  test('behavior: undefined leaves the limit to the API', async () => {
    expect(await searchOf({ limit: undefined })).toBe('')
  })

  test.each([0, -1, 501, 1.5, Number.NaN, -Infinity, null, 'many', '10'])(
    'error: %s is refused before any request',
    async (limit) => {
      const { fetch, received } = answering(json(200, []))

      const error = await rejection(listUsers({ ...ctx, fetch }, { limit: limit as number }))

      expect(error).toBeInstanceOf(ClerkConfigError)
      expect(error.message).toContain(
        `limit is ${limit}, and /users takes a whole number from 1 to 500`,
      )
      expect(received).toEqual([])
    },
  )

  test('error: the largest limit depends on the operation', async () => {
    const { fetch, received } = answering(json(200, []))
    const call = request({ ...ctx, fetch }, undefined, {
      method: 'GET',
      path: path`/api_keys`,
      query: { limit: 101 },
      maxLimit: 100,
    })

    expect((await rejection(call)).message).toContain(
      '/api_keys takes a whole number from 1 to 100',
    )
    expect(received).toEqual([])
  })

  test('error: the message contains the route, but not the id', async () => {
    const call = listUserOrganizationMemberships(ctx, 'user_private', { limit: 501 })

    const { message } = await rejection(call)
    expect(message).toContain('/users/{id}/organization_memberships')
    expect(message).not.toContain('user_private')
  })
})
