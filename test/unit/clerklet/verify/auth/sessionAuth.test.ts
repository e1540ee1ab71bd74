import { describe, expect, test } from 'vitest'
import { authenticateHeader, type ToAuthOptions } from '#clerklet/verify/index.ts'
import { claims, NOW, signer } from '#fixtures/tokens.ts'

const { pem, sign } = await signer()
const token = await sign(claims({ sts: 'pending' }))

describe('toAuth of a pending session', async () => {
  const headers = new Headers({ authorization: `Bearer ${token}` })
  const state = await authenticateHeader({ jwtKey: pem, now: () => NOW }, { headers })
  const toAuth = (options?: ToAuthOptions) => state.toAuth(options)

  test('args: treatPendingAsSignedOut false', () => {
    expect(toAuth({ treatPendingAsSignedOut: false })).toMatchObject({
      isAuthenticated: true,
      sessionStatus: 'pending',
    })
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
