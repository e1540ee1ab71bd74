import { describe, expect, test } from 'vitest'
import { unlessPending } from '#clerklet/verify/auth/sessionAuth.ts'
import type { SessionClaims, ToAuthOptions } from '#clerklet/verify/index.ts'

describe('toAuth of a pending session', () => {
  const toAuth = unlessPending({ sts: 'pending' } as SessionClaims, () => 'signed in')

  test('args: treatPendingAsSignedOut false', () => {
    expect(toAuth({ treatPendingAsSignedOut: false })).toBe('signed in')
  })

  test.each([
    undefined,
    null,
    'x',
    7,
    {},
    ...[true, undefined, null, 0, '', Number.NaN].map((treatPendingAsSignedOut) => ({
      treatPendingAsSignedOut,
    })),
  ])('behavior: %o leaves it signed out', (options) => {
    expect(toAuth(options as ToAuthOptions)).toMatchObject({
      isAuthenticated: false,
      sessionStatus: 'pending',
    })
  })
})
