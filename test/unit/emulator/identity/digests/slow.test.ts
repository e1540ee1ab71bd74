import { afterEach, describe, expect, test, vi } from 'vitest'
import { fromHex, utf8 } from '#emulator/identity/digests/bytes.ts'
import { pbkdf2 } from '#emulator/identity/digests/slow.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('pbkdf2', () => {
  // A test vector of RFC 6070: 4096 iterations, 20 bytes.
  const wanted = fromHex('4b007901b765489abead49d926f721d065a429c1')
  const matches = (password: string) => pbkdf2('SHA-1', password, utf8('salt'), 4096, wanted)

  test('default', async () => {
    expect(await matches('password')).toBe(true)
    expect(await matches('Password')).toBe(false)
  })

  test('behavior: more iterations than the runtime allows are computed without it', async () => {
    const refusing = vi.spyOn(crypto.subtle, 'deriveBits').mockRejectedValue(new Error('too many'))
    expect(await matches('password')).toBe(true)
    expect(await matches('Password')).toBe(false)
    expect(refusing).toHaveBeenCalledTimes(2)
  })
})
