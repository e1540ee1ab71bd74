import { describe, expect, test } from 'vitest'
import {
  type AuthenticateContext,
  type DebuggableState,
  debugState,
} from '#clerklet/verify/index.ts'

const state: DebuggableState = {
  status: 'signed-in',
  tokenType: 'session_token',
  reason: null,
  message: null,
  token: 'eyJhbGciOiJSUzI1NiJ9.confidential',
  trace: [],
}

describe('debugState', () => {
  test('behavior: a secret key in place of the publishable key is not shown', () => {
    const shown = debugState(state, { publishableKey: 'sk_live_confidential' })

    expect(shown.publishableKey).toBe('sk_live')
    expect(JSON.stringify(shown)).not.toContain('confidential')
  })

  test('behavior: a publishable key is shown in full', () => {
    expect(debugState(state, { publishableKey: 'pk_test_x' }).publishableKey).toBe('pk_test_x')
  })

  test.each([undefined, null, { secretKey: 7, publishableKey: {} }])(
    'behavior: a context of %j shows no key',
    (ctx) => {
      const shown = debugState(state, ctx as unknown as AuthenticateContext)

      expect(shown).toMatchObject({ secretKey: undefined, publishableKey: undefined })
    },
  )
})
