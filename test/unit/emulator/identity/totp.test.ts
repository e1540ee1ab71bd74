import { expect, test } from 'vitest'
import { isBase32, toBase32, totpCode, totpCodes } from '#emulator/identity/totp.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('default: codes match those of RFC 6238, appendix B', async () => {
  const secret = toBase32(bytes('12345678901234567890'))
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const) {
    expect(await totpCode(secret, seconds * 1000)).toBe(code)
  }
})

test('behavior: the previous and the next code are valid as well', async () => {
  const secret = toBase32(bytes('12345678901234567890'))
  const codes = await totpCodes(secret, 60_000)
  expect(codes).toEqual([
    await totpCode(secret, 30_000),
    await totpCode(secret, 60_000),
    await totpCode(secret, 90_000),
  ])
})

test('behavior: base 32 matches RFC 4648 §10, without padding', () => {
  for (const [text, encoded] of [
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ] as const) {
    expect(toBase32(bytes(text))).toBe(encoded)
  }
  expect(isBase32('mzxw6ytboi======')).toBe(true)
  expect(isBase32('0189')).toBe(false)
})
