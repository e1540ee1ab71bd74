import {
  ClerkApiError,
  ClerkResponseError,
  type Context,
  getUser,
  path,
  type RequestInput,
  request,
} from 'clerklet'
import { UserSchema } from 'clerklet/schemas'
import { describe, expect, test } from 'vitest'
import { ctx, SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, rejection, servers } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

const answer = (body: BodyInit | null, status = 200, type: string | null = 'application/json') => {
  const response = new Response(body, { status })
  if (type === null) response.headers.delete('content-type')
  else response.headers.set('content-type', type)
  return response
}

/** Calls `request` without a schema; the API sends `response`. */
const call = (response: Response, input: Partial<RequestInput> = {}, over: Context = {}) =>
  request(
    { secretKey: SECRET_KEY, fetch: answering(response).fetch, retry: 0, ...over },
    undefined,
    {
      method: 'GET',
      path: path`/things`,
      ...input,
    },
  )

/** Calls `getUser`; the API sends `response`. */
const callUser = (response: Response, over: Context = {}) =>
  getUser({ secretKey: SECRET_KEY, fetch: answering(response).fetch, retry: 0, ...over }, 'user_1')

describe('success', () => {
  test('default', async () => {
    await expect(call(json(200, { a: [1, null, 'x'] }))).resolves.toEqual({ a: [1, null, 'x'] })
  })

  test('behavior: no response keeps the text in memory', async () => {
    const response = json(200, user())

    await getUser({ secretKey: SECRET_KEY, fetch: async () => response }, 'user_1')

    expect(JSON.stringify(Object.values(response))).not.toContain('user_1')
  })

  test.each([200, 201, 202, 203, 206, 299])('behavior: %i is a success', async (status) => {
    await expect(callUser(json(status, user()))).resolves.toEqual(user())
  })

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'Application/JSON ; charset="utf-8"',
    'application/problem+json',
    'application/vnd.api+json; version=1',
    'text/json',
  ])('behavior: %s is JSON', async (type) => {
    await expect(call(answer('{"a":1}', 200, type))).resolves.toEqual({ a: 1 })
  })

  test.each(['null', 'false', '0', '[]', '"x"', ' {"a":1}\n'])(
    'behavior: %j without a schema is returned as JSON',
    async (text) => {
      expect(await call(answer(text))).toEqual(JSON.parse(text))
    },
  )

  test.each([
    ['a 204', new Response(null, { status: 204 })],
    ['an empty 202', new Response('', { status: 202 })],
    ['an empty 202 that claims to be JSON', answer('', 202)],
  ])('behavior: %s is undefined, with a schema and without', async (_, response) => {
    await expect(call(response)).resolves.toBeUndefined()
    await expect(callUser(response, { onDrift: ctx.onDrift })).resolves.toBeUndefined()
  })

  test('behavior: a 202 that has a body is read', async () => {
    await expect(call(json(202, { accepted: true }))).resolves.toEqual({ accepted: true })
  })

  test('behavior: the body arrives as sent, key for key', async () => {
    const text = '{"__proto__":{"a":1},"constructor":2,"camelCase":3,"snake_case":4,"n":1e21}'

    const value = await call(answer(text))

    expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)))
    expect(Object.keys(value as object)).toEqual([
      '__proto__',
      'constructor',
      'camelCase',
      'snake_case',
      'n',
    ])
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  test('behavior: UTF-8 and a byte order mark', async () => {
    await expect(call(answer('\ufeff{"name":"Zoë 🦊"}'))).resolves.toEqual({ name: 'Zoë 🦊' })
  })

  test('behavior: a call for text returns the text, whatever its type', async () => {
    const html = '<!doctype html><p>Hello'

    await expect(call(answer(html, 200, 'text/html'), { responseType: 'text' })).resolves.toBe(html)
    await expect(call(answer('', 200, null), { responseType: 'text' })).resolves.toBe('')
  })
})

describe('a successful response that is not as documented', () => {
  test.each([
    ['HTML', '<html>captive portal', 'text/html', 'text/html'],
    ['JSON under the name of HTML', '{"id":"user_1"}', 'text/html', 'text/html'],
    ['JSON without content type', '{"id":"user_1"}', null, 'a body without content type'],
    ['half a document', '{"id":"user_', 'application/json', 'malformed JSON'],
    ['JSON with a tail', '{} {}', 'application/json', 'malformed JSON'],
    ['a word', 'undefined', 'application/json', 'malformed JSON'],
    ['a number that JSON has not', 'NaN', 'application/json', 'malformed JSON'],
    ['white space', ' ', 'application/json', 'malformed JSON'],
    ['nothing', '', 'application/json', 'an empty body'],
    ['JSON lines', '{}', 'application/jsonl', 'application/jsonl'],
  ])('error: %s is never passed as data', async (_, text, type, received) => {
    const error = await rejection(callUser(answer(text, 200, type)))

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error).toMatchObject({
      status: 200,
      body: text,
      issues: [{ path: '', expected: 'JSON', received }],
    })
    expect(error.message).toContain('GET /users/{id} was carried out (200)')
  })

  test.each([
    ['{', 'malformed JSON'],
    ['<html>', 'text/html'],
  ])('error: without a schema %j is no data either', async (text, received) => {
    const type = received.includes('/') ? received : 'application/json'

    const error = await rejection(call(answer(text, 200, type)))

    expect(error).toMatchObject({ name: 'ClerkResponseError', issues: [{ received }] })
  })

  test.each([
    ['[]', 'array'],
    ['"user"', 'string'],
    ['null', 'null'],
    ['7', 'number'],
    ['true', 'boolean'],
  ])('error: the root is %s', async (text, received) => {
    const error = await rejection(callUser(answer(text)))

    expect(error).toMatchObject({
      name: 'ClerkResponseError',
      body: JSON.parse(text),
      issues: [{ path: '', expected: 'object', received }],
    })
  })

  test('behavior: onDrift is called instead of throwing, and the response is returned', async () => {
    const heard: ClerkResponseError[] = []

    const value = await callUser(answer('<html>', 200, 'text/html'), {
      onDrift: (error) => heard.push(error),
    })

    expect(value).toBe('<html>')
    expect(heard).toMatchObject([{ issues: [{ expected: 'JSON', received: 'text/html' }] }])
  })

  test('behavior: the call rejects with the error that onDrift throws', async () => {
    const own = new Error('ours')

    const error = await rejection(
      callUser(answer('[]'), {
        onDrift: () => {
          throw own
        },
      }),
    )

    expect(error).toBe(own)
  })

  test('behavior: no personal data in the message or in the enumerable part', async () => {
    const body = { ...user({ first_name: 'Augusta' }), email_addresses: 'augusta@example.com' }

    const error = await rejection(callUser(json(200, body)))

    expect(error.message).not.toMatch(/augusta/i)
    expect(JSON.stringify(error)).not.toMatch(/augusta/i)
    expect(error.body).toEqual(body)
  })
})

describe('a refusal', () => {
  test('default', async () => {
    const entry = {
      code: 'form_identifier_exists',
      message: 'is taken',
      long_message: 'That email address is taken.',
      meta: { param_name: 'email_address' },
    }
    const body = { errors: [entry, { code: 'second' }], clerk_trace_id: 'trace_1', meta: {} }

    const error = await rejection(
      call(json(422, body, { 'x-extra': 'yes', 'cf-ray': 'ray_1' }), {
        method: 'POST',
        operation: 'createThing',
      }),
    )

    expect(error).toBeInstanceOf(ClerkApiError)
    expect({ ...error }).toEqual({
      name: 'ClerkApiError',
      status: 422,
      code: 'form_identifier_exists',
      errors: body.errors,
      traceId: 'trace_1',
      retryAfter: undefined,
      body,
      headers: { 'content-type': 'application/json', 'x-extra': 'yes', 'cf-ray': 'ray_1' },
      operation: 'createThing',
      method: 'POST',
      route: '/things',
    })
    expect(error.message).toBe(
      '422 form_identifier_exists: That email address is taken. (param email_address) POST /things trace=trace_1',
    )
  })

  test.each(['application/json; charset=utf-8', 'application/problem+json'])(
    'behavior: %s keeps its errors',
    async (type) => {
      const error = await rejection(
        call(answer('{"errors":[{"code":"resource_not_found"}]}', 404, type)),
      )

      expect(error).toMatchObject({ status: 404, code: 'resource_not_found' })
    },
  )

  test('behavior: the HTML of a gateway keeps its status', async () => {
    const html = '<html><h1>502 Bad Gateway'
    const response = answer(html, 502, 'text/html')
    response.headers.set('cf-ray', '8f0-FRA')

    const error = await rejection(call(response))

    expect(error).toBeInstanceOf(ClerkApiError)
    expect(error).toMatchObject({
      status: 502,
      code: undefined,
      errors: [],
      body: html,
      traceId: '8f0-FRA',
    })
    expect(error.message).toBe('502 The response names no error. GET /things trace=8f0-FRA')
  })

  test.each([
    ['malformed JSON', '{"errors":['],
    ['nothing', ''],
    ['null', 'null'],
    ['a string', '"no"'],
    ['an array', '[]'],
    ['errors that are no list', '{"errors":{"code":"x"}}'],
    ['errors of null', '{"errors":null}'],
    ['a list of null', '{"errors":[null]}'],
  ])('behavior: a refusal whose body is %s is still a refusal', async (_, text) => {
    const error = await rejection(call(answer(text, 400)))

    expect(error).toMatchObject({ name: 'ClerkApiError', status: 400, code: undefined })
    expect(Array.isArray(error.errors)).toBe(true)
  })

  test('behavior: an entry may have a code only', async () => {
    const { message } = await rejection(
      call(json(401, { errors: [{ code: 'authentication_invalid' }] })),
    )

    expect(message).toBe('401 authentication_invalid GET /things')
  })

  test('behavior: the error contains no cookies', async () => {
    const error = await rejection(
      call(json(403, {}, { 'set-cookie': '__session=confidential', 'x-kept': '1' })),
    )

    expect(error.headers).toEqual({ 'content-type': 'application/json', 'x-kept': '1' })
  })

  test('behavior: an error response to a call for text keeps its errors', async () => {
    const error = await rejection(
      call(json(404, { errors: [{ code: 'resource_not_found' }] }), { responseType: 'text' }),
    )

    expect(error).toMatchObject({ status: 404, code: 'resource_not_found' })
  })
})

const serve = servers()

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('error: a %i is not followed', async (status) => {
    const paths: string[] = []
    const baseUrl = await serve((incoming, response) => {
      paths.push(incoming.url as string)
      response.writeHead(status, { location: '/v1/elsewhere' }).end()
    })

    const error = await rejection(
      request({ secretKey: SECRET_KEY, baseUrl, retry: 0 }, UserSchema, {
        method: 'GET',
        path: path`/things`,
      }),
    )

    expect(error).toMatchObject({
      name: 'ClerkApiError',
      status,
      headers: { location: '/v1/elsewhere' },
    })
    expect(paths).toEqual(['/v1/things'])
  })
})
