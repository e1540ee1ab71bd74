import { ClerkConfigError } from 'clerklet'
import { matchProxyPath } from 'clerklet/proxy'
import { describe, expect, test } from 'vitest'

const matches = (path: string, proxyPath?: string) =>
  matchProxyPath({ url: `https://example.com${path}` }, { proxyPath })

describe('matchProxyPath', () => {
  test.each([
    ['V02 the usual path', '/__clerk/v1/client', undefined],
    ['V02 with a query', '/__clerk/v1/client?x=1', undefined],
    ['V02 a path of its own', '/auth/clerk/v1/client', '/auth/clerk'],
    ['V02 the root of it', '/__clerk', undefined],
    ['V02 the root of it, with a slash', '/__clerk/', undefined],
    ['V02 slashes at the end of the option', '/auth/v1', '/auth//'],
    ['V02 two slashes behind it', '/__clerk//v1', undefined],
    ['W07 an option that comes to nothing', '/__clerk/v1', '/'],
    ['W07 an empty option', '/__clerk/v1', ''],
  ])('%s', (_, path, proxyPath) => {
    expect(matches(path, proxyPath)).toBe(true)
  })

  test.each([
    ['V03 elsewhere', '/api/v1', undefined],
    ['V03 a longer name', '/__clerk-admin', undefined],
    ['V03 below something else', '/api/__clerk/v1', undefined],
    ['V03 the usual path, when it is another', '/__clerk/v1', '/auth'],
    ['V03 in capitals', '/__CLERK/v1', undefined],
    ['W07 everything, when the option comes to nothing', '/v1', '/'],
    ['dots that lead out of it', '/__clerk/../admin', undefined],
    ['encoded dots that lead out of it', '/__clerk/%2e%2E/admin', undefined],
  ])('%s: no', (_, path, proxyPath) => {
    expect(matches(path, proxyPath)).toBe(false)
  })

  test.each(['__clerk', 'https://example.com/__clerk', '/a b', '/ü', '/a\r\nb'])(
    'error: %j is no proxyPath',
    (proxyPath) => {
      expect(() => matches('/__clerk', proxyPath)).toThrow(/^proxyPath must begin with a slash/)
    },
  )

  test.each([undefined, null, {}, { url: '/__clerk' }, { url: 7 }, 'https://example.com/__clerk'])(
    'error: %j is no request',
    (request) => {
      expect(() => matchProxyPath(request as Request)).toThrow(ClerkConfigError)
    },
  )

  test.each([7, {}, ['/__clerk'], Symbol('x')])(
    'error: a proxyPath that is no text',
    (proxyPath) => {
      expect(() => matches('/__clerk', proxyPath as string)).toThrow(ClerkConfigError)
    },
  )

  test('behavior: options of null are none', () => {
    const options = null as unknown as undefined

    expect(matchProxyPath({ url: 'https://example.com/__clerk' }, options)).toBe(true)
  })

  test('behavior: 64 kB of slashes in the option take linear time', () => {
    const started = performance.now()
    expect(matches('/__clerk', `${'/'.repeat(65_536)}x`)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
