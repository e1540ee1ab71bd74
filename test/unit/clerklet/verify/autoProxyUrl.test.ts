import { ClerkConfigError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { autoProxyUrl } from '#clerklet/verify/index.ts'

describe('autoProxyUrl', () => {
  const request = new Request('https://example.com')

  test.each([undefined, null])('error: %j in place of variables or context', (nothing) => {
    expect(() => autoProxyUrl(nothing as never, request, {})).toThrow(ClerkConfigError)
    expect(() => autoProxyUrl({}, request, nothing as never)).toThrow(ClerkConfigError)
  })
})
