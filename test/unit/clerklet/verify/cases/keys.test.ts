import { describe, expect, test } from 'vitest'
import {
  accountsUrl,
  apiOrigin,
  buildPublishableKey,
  cookieSuffix,
  instanceTypeOf,
  isDevelopmentHost,
  parsePublishableKey,
  publishableKeyFromHost,
} from '#clerklet/verify/index.ts'
import { dev, fetched, outcome, PROD, prod } from './support.ts'

const encoded = (text: string, kind = 'live') => `pk_${kind}_${btoa(text)}`
const options = { domain: 'satellite.com', isSatellite: true }

describe('building a key', () => {
  test.each([
    ['A01', 'foo-bar-13.clerk.accounts.dev', 'pk_test_Zm9vLWJhci0xMy5jbGVyay5hY2NvdW50cy5kZXYk'],
    [
      'A02',
      'fake-clerk-test.clerk.accounts.dev',
      'pk_live_ZmFrZS1jbGVyay10ZXN0LmNsZXJrLmFjY291bnRzLmRldiQ',
    ],
    [
      'A03 lcl.dev',
      'clerk.boring.sawfly-91.lcl.dev',
      'pk_test_Y2xlcmsuYm9yaW5nLnNhd2ZseS05MS5sY2wuZGV2JA',
    ],
    [
      'A03 lclclerk.com',
      'clerk.boring.sawfly-91.lclclerk.com',
      'pk_test_Y2xlcmsuYm9yaW5nLnNhd2ZseS05MS5sY2xjbGVyay5jb20k',
    ],
  ])('%s', (_, host, key) => {
    expect(buildPublishableKey(host)).toBe(key)
    expect(parsePublishableKey(key)?.frontendApi).toBe(host)
  })

  test('A21 a live key made of the host of a request ignores its port and case', () => {
    expect(publishableKeyFromHost('Example.COM:8080')).toBe(publishableKeyFromHost('example.com'))
    expect(publishableKeyFromHost('example.com')).toBe(PROD.key)
  })

  test('A22 in development, the host of the request does not change the key', () => {
    expect(publishableKeyFromHost('example.com', 'pk_test_x')).toBe('pk_test_x')
  })

  test('A23 in production, the key is made of the host of the request', () => {
    expect(publishableKeyFromHost('example.com', 'pk_live_x')).toBe(PROD.key)
  })

  test('A24 a key cannot be made of an empty host', () => {
    expect(() => publishableKeyFromHost('')).toThrow('The host is empty')
  })
})

describe('reading a key', () => {
  test.each([null, undefined, '', 'whatever'])('A04 %j is none', (key) => {
    expect(parsePublishableKey(key)).toBeUndefined()
  })

  test('A05 a live key parses to a production instance and its host', () => {
    expect(parsePublishableKey(encoded('clerk.example.com$'))).toEqual({
      instanceType: 'production',
      frontendApi: 'clerk.example.com',
    })
  })

  test('A06 a test key parses to a development instance and its host', () => {
    expect(parsePublishableKey(encoded('foo-bar-13.clerk.accounts.dev$', 'test'))).toEqual({
      instanceType: 'development',
      frontendApi: 'foo-bar-13.clerk.accounts.dev',
    })
  })

  test.each([
    ['A07 text behind the dollar', encoded('clerk.example.com$x')],
    ['A08 two dollars', encoded('clerk.example.com$$')],
    ['A08 a dollar in front', encoded('$clerk.example.com')],
    ['A09 no dot', encoded('clerk$')],
    ['A10 not base64', 'pk_live_%%%'],
    ['A17 pk_live', 'pk_live'],
    ['A17 pk_live_', 'pk_live_'],
    ['A17 pk_live_invalid', 'pk_live_invalid'],
    ['A17 a host', 'clerk.example.com'],
    ['A12 another prefix', 'xx_live_Y2xlcmsuZXhhbXBsZS5jb20k'],
    ['a third underscore', 'pk_live_Y2xlcmsu_ZXhhbXBsZS5jb20k'],
    ['a path', encoded('clerk.example.com/x$')],
  ])('%s: none, and fatal where it is needed', async (_, publishableKey) => {
    expect(parsePublishableKey(publishableKey)).toBeUndefined()
    await expect(outcome(prod({ publishableKey }), fetched())).rejects.toThrow(
      'publishableKey is not valid',
    )
  })

  test('A11 a key that is missing where one is needed is reported as missing', async () => {
    await expect(outcome(prod({ publishableKey: undefined }), fetched())).rejects.toThrow(
      'publishableKey is missing',
    )
  })

  test('A18 keys with base64 padding are valid', () => {
    expect(parsePublishableKey(`${PROD.key}=`)).toEqual(parsePublishableKey(PROD.key))
    expect(parsePublishableKey(PROD.key)).toBeDefined()
  })
})

describe('where the Frontend API is', () => {
  const at = (key: string, over: object) => parsePublishableKey(key, over)?.frontendApi
  test.each([
    ['A13', PROD.key, { ...options, proxyUrl: 'https://x.com/p' }, 'https://x.com/p'],
    ['A14', PROD.key, options, 'clerk.satellite.com'],
    ['A15', PROD.key, { domain: 'satellite.com' }, 'clerk.example.com'],
    ['A16', dev().publishableKey ?? '', options, 'happy-otter-12.clerk.accounts.dev'],
  ])('%s', (_, key, over, expected) => {
    expect(at(key, over)).toBe(expected)
  })
})

test.each([
  ['A19', 'pk_test_x', 'development'],
  ['A19', 'test_x', 'development'],
  ['A19', 'pk_live_x', 'production'],
  ['A19', 'live_x', 'production'],
  ['A20', 'sk_test_x', 'development'],
  ['A20', 'test_x', 'development'],
  ['A20', 'sk_live_x', 'production'],
  ['A20', 'live_x', 'production'],
  ['neither', 'whatever', undefined],
])('%s %s is for %s', (_, key, type) => {
  expect(instanceTypeOf(key)).toBe(type)
})

test.each([
  ['A25', 'one-two-three.clerk.accountsstage.dev', 'https://one-two-three.accountsstage.dev'],
  ['A26', 'one-two-three.clerk.accounts.dev', 'https://one-two-three.accounts.dev'],
  ['A27', 'clerk.accounts.example.com', 'https://accounts.example.com'],
  ['A27', 'clerk.example.com', 'https://accounts.example.com'],
  ['A28', '', ''],
  ['A28', undefined, ''],
])('%s account pages of %s', (_, host, url) => {
  expect(accountsUrl(host)).toBe(url)
})

test.each([
  ['something.lcl.dev', true],
  ['something.lclstage.dev', true],
  ['x.stg.lclclerk.com', true],
  ['x.dev.lclclerk.com', true],
  ['happy-otter-12.clerk.accounts.dev', true],
  ['lclclerk.com', false],
  ['clerk.prod.lclclerk.com', false],
  ['', false],
])('A29 %s is a development host: %s', (host, expected) => {
  expect(isDevelopmentHost(host)).toBe(expected)
})

test.each([
  ['prod-style', 'foo-bar-13.clerk.accounts.dev', 'https://api.clerk.com'],
  ['staging', 'foo-bar-13.clerk.accountsstage.dev', 'https://api.clerkstage.dev'],
  ['local', 'foo-bar-13.clerk.accounts.lclclerk.com', 'https://api.lclclerk.com'],
  ['legacy', 'clerk.boring.sawfly-91.lcl.dev', 'https://api.clerk.com'],
])('A30 API of a %s key', (_, host, origin) => {
  const key = parsePublishableKey(buildPublishableKey(host))
  expect(apiOrigin(key?.frontendApi ?? '')).toBe(origin)
})

test.each([
  ['B01', 'pk_live_Y2xlcmsuY2xlcmsuZGV2JA', '1Z8AzTQD'],
  ['B02', 'pk_test_Y2xlcmsuY2xlcmsuZGV2JA', 'QvfNY2dr'],
  ['B03', 'pk_live_ZmFrZS1jbGVyay10ZXN0LmNsZXJrLmFjY291bnRzLmRldiQ=', 'qReyu04C'],
  ['unpadded', PROD.key, 'naoXFJnI'],
  ['padded', `${PROD.key}=`, 'ISm-ioWa'],
])('%s cookie suffix', async (_, key, suffix) => {
  expect(await cookieSuffix(key)).toBe(suffix)
})

test('B04 suffixes use the alphabet of base64url, with `_` and `-`', async () => {
  const suffixes = await Promise.all(
    Array.from({ length: 99 }, (_, index) => cookieSuffix(`pk_test_${index}`)),
  )
  expect(suffixes.every((suffix) => /^[\w-]{8}$/.test(suffix))).toBe(true)
  expect(suffixes.join('')).toMatch(/_.*-|-.*_/)
})
