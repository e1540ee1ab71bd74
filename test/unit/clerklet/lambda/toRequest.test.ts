import { describe, expect, test } from 'vitest'
import { ClerkConfigError } from '#clerklet/core/errors.ts'
import type { LambdaEvent } from '#clerklet/lambda/events.ts'
import { toRequest } from '#clerklet/lambda/toRequest.ts'
import { balancerEvent, httpEvent, multiBalancerEvent, restEvent } from './events.ts'

const API = 'https://abc123.execute-api.eu-central-1.amazonaws.com'
const bytes = new Uint8Array([0xff, 0x00, 0x80, 0x0a])
const base64 = btoa(String.fromCharCode(...bytes))

describe('toRequest', () => {
  test.each<[string, LambdaEvent, string]>([
    ['a REST API', restEvent(), `${API}/prod/users`],
    ['an HTTP API or a function URL', httpEvent(), `${API}/users`],
    ['a load balancer', balancerEvent(), 'https://app.example.com/users'],
    [
      'a load balancer with multi-value headers',
      multiBalancerEvent(),
      'https://app.example.com/users',
    ],
  ])('default: the request of %s', (_, event, url) => {
    const request = toRequest(event)
    expect(request.url).toBe(url)
    expect(request.method).toBe('GET')
    expect(request.headers.get('host')).toBe(new URL(url).host)
    expect(request.body).toBe(null)
  })

  describe('the URL', () => {
    const path = (rawPath: string, context?: Parameters<typeof httpEvent>[1]) =>
      toRequest(httpEvent({ rawPath }, context)).url.replace(API, '')

    test('behavior: the protocol is the forwarded one', () => {
      const headers = { host: 'app.example.com:8080', 'x-forwarded-proto': 'http' }
      expect(toRequest(balancerEvent({ headers })).url).toBe('http://app.example.com:8080/users')
    })

    test('behavior: a protocol other than http and https counts as https', () => {
      const url = (protocol: string) =>
        toRequest(balancerEvent({ headers: { host: 'a.example', 'x-forwarded-proto': protocol } }))
          .url
      expect(url('javascript')).toBe('https://a.example/users')
      expect(url('')).toBe('https://a.example/users')
      expect(url('HTTP, https')).toBe('http://a.example/users')
    })

    test('behavior: the domain name of the API replaces a missing or malformed host', () => {
      expect(toRequest(httpEvent({ headers: {} })).url).toBe(`${API}/users`)
      expect(toRequest(httpEvent({ headers: { host: 'evil.example/?' } })).url).toBe(`${API}/users`)
    })

    test('behavior: the health check of a load balancer, which has no host, is accepted', () => {
      const headers = { 'user-agent': 'ELB-HealthChecker/2.0' }
      expect(toRequest(balancerEvent({ path: '/', headers })).url).toBe('https://localhost/')
    })

    test('behavior: the path contains the stage if the URL does', () => {
      expect(path('/prod/users', { stage: 'prod' })).toBe('/prod/users')
    })

    test('behavior: on a custom domain, the stage is not part of the path', () => {
      const context = { domainName: 'app.example.com', stage: 'prod' }
      const url = (rawPath: string) =>
        toRequest(httpEvent({ rawPath, headers: { host: 'app.example.com' } }, context)).url
      expect(url('/prod/users')).toBe('https://app.example.com/users')
      expect(url('/prod')).toBe('https://app.example.com/')
      expect(url('/products')).toBe('https://app.example.com/products')
      const ofDefault = httpEvent({ rawPath: '/$default/users' }, { domainName: 'app.example.com' })
      expect(new URL(toRequest(ofDefault).url).pathname).toBe('/$default/users')
      const { requestContext, ...rest } = httpEvent({ rawPath: '/undefined/users' })
      const withoutStage = { domainName: 'app.example.com', http: requestContext.http }
      const { pathname } = new URL(toRequest({ ...rest, requestContext: withoutStage }).url)
      expect(pathname).toBe('/undefined/users')
    })

    test('behavior: a REST API without a path in its context has the path of the event', () => {
      expect(toRequest(restEvent({ requestContext: {} })).url).toBe(`${API}/users`)
    })

    test('behavior: an encoded path stays unchanged', () => {
      const domainName = 'abc123.lambda-url.eu-central-1.on.aws'
      for (const event of [
        httpEvent({ rawPath: '/a%20b/%2Fc%3F%zz' }, { domainName }),
        balancerEvent({ path: '/a%20b/%2Fc%3F%zz' }),
        restEvent({ path: '/a%20b/%2Fc%3F%zz', requestContext: {} }),
      ]) {
        expect(new URL(toRequest(event).url).pathname).toBe('/a%20b/%2Fc%3F%25zz')
      }
    })

    test('behavior: a path that an HTTP API has decoded is encoded again', () => {
      expect(path('/a b/ä')).toBe('/a%20b/%C3%A4')
      expect(path('/100%/50%zz')).toBe('/100%25/50%25zz')
      // The client requested `/public/%252e%252e/admin`.
      expect(path('/public/%2e%2e/admin')).toBe('/public/%252e%252e/admin')
      const first = restEvent({ version: '1.0', path: '/a%2Fb', requestContext: {} })
      expect(new URL(toRequest(first).url).pathname).toBe('/a%252Fb')

      expect(path('/me?admin=true#x')).toBe('/me%3Fadmin=true%23x')
      expect(path('/a\\..\\admin')).toBe('/a%5C..%5Cadmin')
      expect(path('/a\n\tb')).toBe('/a%0A%09b')
    })

    test('behavior: a path of two slashes does not lead to another host', () => {
      expect(path('//evil.example/')).toBe('//evil.example/')
      expect(toRequest(balancerEvent({ path: '//evil.example/' })).url).toBe(
        'https://app.example.com//evil.example/',
      )
    })

    test('behavior: a raw query keeps its spelling', () => {
      const { url } = toRequest(httpEvent({ rawQueryString: 'a=1&a=%20+&b' }))
      expect(url).toBe(`${API}/users?a=1&a=%20+&b`)
    })

    test('behavior: the decoded query of API Gateway is encoded, with all values of a name', () => {
      const event = restEvent({
        queryStringParameters: { a: '2', b: 'x&y=z+ä %20' },
        multiValueQueryStringParameters: { a: ['1', '2'], b: ['x&y=z+ä %20'] },
      })
      expect([...new URL(toRequest(event).url).searchParams]).toEqual([
        ['a', '1'],
        ['a', '2'],
        ['b', 'x&y=z+ä %20'],
      ])
      const single = restEvent({ queryStringParameters: { a: '1 ' } })
      expect(new URL(toRequest(single).url).searchParams.get('a')).toBe('1 ')
    })

    test('behavior: the query of a load balancer is encoded already', () => {
      const event = balancerEvent({ queryStringParameters: { 'a%5B%5D': 'x%20y', b: '' } })
      expect(toRequest(event).url).toBe('https://app.example.com/users?a%5B%5D=x%20y&b=')
      const multi = multiBalancerEvent({
        queryStringParameters: undefined,
        multiValueQueryStringParameters: { a: ['%201', '2'] },
      })
      expect(toRequest(multi).url).toBe('https://app.example.com/users?a=%201&a=2')
    })
  })

  describe('the headers', () => {
    test('behavior: names in any case, and every value of a name', () => {
      const { headers } = toRequest(
        restEvent({
          headers: { ACCEPT: 'text/html' },
          multiValueHeaders: { ACCEPT: ['text/html', 'text/plain'], 'X-Empty': [''] },
        }),
      )
      expect(headers.get('accept')).toBe('text/html, text/plain')
      expect(headers.get('x-empty')).toBe('')
    })

    test('behavior: single headers are used when there are no multi-value headers', () => {
      const event = restEvent({ headers: { Accept: 'text/html' }, multiValueHeaders: null })
      expect(toRequest(event).headers.get('accept')).toBe('text/html')
      expect([...toRequest(restEvent({ multiValueHeaders: null })).headers]).toEqual([])
    })

    test('behavior: the cookies of every format are one header', () => {
      for (const event of [
        httpEvent({ cookies: ['a=1', 'b=2'] }),
        httpEvent({ cookies: ['a=1', 'b=2'], headers: { cookie: 'a=1; b=2' } }),
        restEvent({ multiValueHeaders: { Cookie: ['a=1', 'b=2'] } }),
        balancerEvent({ headers: { cookie: 'a=1; b=2' } }),
      ]) {
        expect(toRequest(event).headers.get('cookie')).toBe('a=1; b=2')
      }
    })

    test('behavior: characters beyond Latin-1 are sent as their bytes', () => {
      const { headers } = toRequest(
        httpEvent({ headers: { 'x-name': 'Łódź' }, cookies: ['name=Ł'] }),
      )
      const decode = (value: string | null) =>
        new TextDecoder().decode(Uint8Array.from(value ?? '', (one) => one.charCodeAt(0)))
      expect(decode(headers.get('x-name'))).toBe('Łódź')
      expect(decode(headers.get('cookie'))).toBe('name=Ł')
    })
  })

  test.each(['TRACE', 'CONNECT', 'G T'])('error: the method %s', (method) => {
    expect(() => toRequest(httpEvent({}, { method }))).toThrow(ClerkConfigError)
    expect(() => toRequest(restEvent({ httpMethod: method }))).toThrow('The method of the event')
  })

  test('behavior: a header that is null is ignored', () => {
    const headers = { host: 'app.example.com', 'x-a': null as never }
    expect(toRequest(balancerEvent({ headers })).headers.has('x-a')).toBe(false)
  })

  test('error: an invalid header is not quoted', () => {
    for (const event of [
      httpEvent({ headers: { authorization: 'Bearer secret\n1' } }),
      httpEvent({ cookies: ['a=secret\u0000'] }),
      restEvent({ multiValueHeaders: { 'x y': ['secret'] } }),
    ]) {
      expect(() => toRequest(event)).toThrow(ClerkConfigError)
      expect(() => toRequest(event)).toThrow(/^A header of the event is not valid HTTP/)
      expect(() => toRequest(event)).not.toThrow(/secret/)
    }
  })

  describe('the body', () => {
    const post = { method: 'POST' }

    test('behavior: a text body gets no content type that the client did not send', async () => {
      const request = toRequest(httpEvent({ body: '{"ä":1}' }, post))
      expect(await request.text()).toBe('{"ä":1}')
      expect(request.headers.get('content-type')).toBe(null)
    })

    test('behavior: a body in base64 is decoded', async () => {
      for (const event of [
        httpEvent({ body: base64, isBase64Encoded: true }, post),
        restEvent({ httpMethod: 'POST', body: base64, isBase64Encoded: true }),
        balancerEvent({ httpMethod: 'POST', body: base64, isBase64Encoded: true }),
      ]) {
        expect(new Uint8Array(await toRequest(event).arrayBuffer())).toEqual(bytes)
      }
    })

    test('behavior: a missing or empty body, and the body of a GET request, are no body', () => {
      expect(toRequest(httpEvent({}, post)).body).toBe(null)
      expect(toRequest(balancerEvent({ httpMethod: 'POST', body: '' })).body).toBe(null)
      expect(toRequest(httpEvent({ body: '{}' })).body).toBe(null)
      expect(toRequest(httpEvent({ body: '{}' }, { method: 'HEAD' })).body).toBe(null)
    })

    test('error: a body that is not base64 is not quoted', () => {
      const event = httpEvent({ body: 'secret!', isBase64Encoded: true }, post)
      expect(() => toRequest(event)).toThrow(ClerkConfigError)
      expect(() => toRequest(event)).toThrow(/^The body of the event is not base64/)
      expect(() => toRequest(event)).not.toThrow(/secret/)
    })
  })

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'it is not an object'],
    ['a Request', new Request(API), 'it has no requestContext'],
    ['the event of a queue', { Records: [{ body: '{}' }] }, 'it has Records'],
    ['a scheduled event', { source: 'aws.events', detail: {} }, 'it has no requestContext'],
    [
      'a message of a WebSocket API',
      { requestContext: { connectionId: 'abc', eventType: 'MESSAGE' }, body: '' },
      'it is of a WebSocket API',
    ],
    ['an event without a path', { requestContext: {}, httpMethod: 'GET' }, 'no method or no path'],
  ])('error: %s', (_, event, flaw) => {
    // Callers without types may pass anything.
    const call = () => toRequest(event as LambdaEvent)
    expect(call).toThrow(ClerkConfigError)
    expect(call).toThrow(flaw)
    expect(call).toThrow(/API Gateway .* function URL or an application load balancer/)
  })
})
