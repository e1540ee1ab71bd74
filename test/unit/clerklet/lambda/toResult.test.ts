import { describe, expect, test } from 'vitest'
import { ClerkConfigError } from '#clerklet/core/errors.ts'
import type { LambdaEvent } from '#clerklet/lambda/events.ts'
import { toResult } from '#clerklet/lambda/toResult.ts'
import { balancerEvent, httpEvent, multiBalancerEvent, restEvent } from './events.ts'

const COOKIES = ['a=1; Path=/', 'b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT', 'c=3']

function withCookies(cookies = COOKIES): Response {
  const headers = new Headers({ 'x-id': '1' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 204, headers })
}

describe('toResult', () => {
  test('default', async () => {
    const response = Response.json({ name: 'Ädа' }, { status: 201, headers: { 'x-id': '1' } })
    expect(await toResult(response, httpEvent())).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json', 'x-id': '1' },
      body: '{"name":"Ädа"}',
      isBase64Encoded: false,
    })
  })

  test('args: the event chooses the format, and every format keeps each cookie', async () => {
    const rest = { statusCode: 204, body: '', isBase64Encoded: false }
    expect(await toResult(withCookies(), httpEvent())).toEqual({
      ...rest,
      headers: { 'x-id': '1' },
      cookies: COOKIES,
    })
    const multiValueHeaders = { 'x-id': ['1'], 'set-cookie': COOKIES }
    expect(await toResult(withCookies(), restEvent())).toEqual({ ...rest, multiValueHeaders })
    expect(await toResult(withCookies(), multiBalancerEvent())).toEqual({
      ...rest,
      multiValueHeaders,
    })
    expect(await toResult(withCookies(), balancerEvent())).toEqual({
      ...rest,
      headers: {
        'x-id': '1',
        'set-cookie': COOKIES[0],
        'Set-cookie': COOKIES[1],
        'sEt-cookie': COOKIES[2],
      },
    })
  })

  test('behavior: a load balancer with single-value headers loses none of many cookies', async () => {
    const cookies = Array.from({ length: 100 }, (_, index) => `c${index}=1`)
    const { headers } = await toResult(withCookies(cookies), balancerEvent())
    const sent = Object.entries(headers ?? {}).filter(([name]) => /^set-cookie$/i.test(name))
    expect(sent.map(([, value]) => value)).toEqual(cookies)
  })

  test('behavior: a response without cookies has no field for them', async () => {
    expect(await toResult(new Response('a'), httpEvent())).not.toHaveProperty('cookies')
    const { multiValueHeaders } = await toResult(new Response('a'), restEvent())
    expect(multiValueHeaders).toEqual({ 'content-type': ['text/plain;charset=UTF-8'] })
  })

  test('behavior: bytes that are not text are sent in base64', async () => {
    const bytes = new Uint8Array([0x1f, 0x8b, 0xff, 0x00])
    for (const event of [httpEvent(), restEvent(), balancerEvent()]) {
      const { body, isBase64Encoded } = await toResult(new Response(bytes), event)
      expect(isBase64Encoded).toBe(true)
      expect(Uint8Array.from(atob(body), (one) => one.charCodeAt(0))).toEqual(bytes)
    }
  })

  test('behavior: text is sent as text, whatever its type, to its last byte', async () => {
    const text = '\uFEFF<svg>ä\u0000</svg>\r\n'
    const headers = { 'content-type': 'image/svg+xml' }
    const bytes = new TextEncoder().encode(text)
    expect(await toResult(new Response(bytes, { headers }), restEvent())).toMatchObject({
      body: text,
      isBase64Encoded: false,
    })
  })

  test('behavior: responses to HEAD, 204 and 304 have no body and no content length', async () => {
    const none = { body: '', isBase64Encoded: false }
    const asked = new Response('hello', { headers: { 'content-length': '5', etag: '"1"' } })
    const head = await toResult(asked, httpEvent({}, { method: 'HEAD' }))
    expect(head).toMatchObject({ statusCode: 200, ...none })
    expect(head.headers).toEqual({ 'content-type': 'text/plain;charset=UTF-8', etag: '"1"' })
    for (const status of [204, 304]) {
      const result = await toResult(new Response(null, { status }), restEvent())
      expect(result).toMatchObject({ statusCode: status, ...none })
    }
  })

  test('error: an event of another kind is refused', async () => {
    // Callers without types may pass anything.
    const event = { Records: [] } as unknown as LambdaEvent
    await expect(toResult(new Response(), event)).rejects.toThrow(/^The event is not an HTTP/)
  })

  test('error: a value that is not a Response with a status is refused', async () => {
    for (const response of [undefined, {}, Response.error()]) {
      const result = toResult(response as Response, httpEvent())
      await expect(result).rejects.toThrow(ClerkConfigError)
      await expect(result).rejects.toThrow('The response is not a Response with a status')
    }
  })
})
