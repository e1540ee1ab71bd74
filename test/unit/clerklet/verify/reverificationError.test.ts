import {
  reverificationError as theirError,
  reverificationErrorResponse as theirResponse,
} from '@clerk/backend/internal'
import { describe, expect, test } from 'vitest'
import {
  has,
  type Reverification,
  reverificationError,
  reverificationErrorResponse,
} from '#clerklet/verify/index.ts'

const ASKED: Reverification[] = [
  'strict_mfa',
  'strict',
  'moderate',
  'lax',
  { level: 'first_factor', afterMinutes: 5 },
  { level: 'multi_factor', afterMinutes: 0.5 },
]
const MALFORMED: unknown[] = [
  'stricter',
  'constructor',
  '',
  7,
  true,
  {},
  [],
  { level: 'first_factor' },
  { level: 'third_factor', afterMinutes: 5 },
  { level: 'first_factor', afterMinutes: 0 },
  { level: 'first_factor', afterMinutes: -1 },
  { level: 'first_factor', afterMinutes: NaN },
  { level: 'first_factor', afterMinutes: '5' },
]

describe('reverificationError', () => {
  test('error: Infinity, which JSON cannot express, is refused', () => {
    const asked = { level: 'first_factor', afterMinutes: Infinity } as const
    expect(() => reverificationError(asked)).toThrow('asked is not valid')
  })

  test('default', () => {
    expect(reverificationError('strict')).toEqual({
      clerk_error: {
        type: 'forbidden',
        reason: 'reverification-error',
        metadata: { reverification: 'strict' },
      },
    })
  })

  test.each([undefined, ...ASKED])(
    'behavior: %j is sent as the official client sends it',
    (asked) => {
      expect(JSON.stringify(reverificationError(asked))).toBe(
        JSON.stringify(theirError(asked as 'strict')),
      )
    },
  )

  test.each(MALFORMED)('error: %j, for which has is never true', (asked) => {
    const subject = { userId: 'user_1', factorVerificationAge: [0, 0] as [number, number] }
    expect(has(subject, { reverification: asked as 'strict' })).toBe(false)
    for (const refuse of [reverificationError, reverificationErrorResponse]) {
      expect(() => refuse(asked as 'strict')).toThrow(
        expect.objectContaining({
          name: 'ClerkConfigError',
          message: expect.stringMatching(/^reverificationError: asked is not valid/),
        }),
      )
    }
  })
})

describe('reverificationErrorResponse', () => {
  test('default: 403, as JSON that no cache keeps', async () => {
    const response = reverificationErrorResponse('strict_mfa')
    expect(response.status).toBe(403)
    expect([...response.headers]).toEqual([
      ['cache-control', 'no-store'],
      ['content-type', 'application/json'],
    ])
    expect(await response.json()).toEqual(reverificationError('strict_mfa'))
  })

  test.each([undefined, ...ASKED])(
    'behavior: %j has the official status and body',
    async (asked) => {
      const theirs = theirResponse(asked as 'strict')
      const ours = reverificationErrorResponse(asked)
      expect(ours.status).toBe(theirs.status)
      expect(await ours.text()).toBe(await theirs.text())
    },
  )

  test('args: headers, such as those of CORS', () => {
    const headers = { 'access-control-allow-origin': 'https://app.example.com' }
    const response = reverificationErrorResponse('lax', { headers })
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example.com')
  })
})
