import { describe, expect, test } from 'vitest'
import { TokenVerificationError, type VerifyContext } from '#clerklet/verify/index.ts'
import { checkClaims } from '#clerklet/verify/token/checkClaims.ts'
import { claims, NOW, SECONDS } from '#fixtures/tokens.ts'

/** Returns the error for a token with the given claims. */
function refusal(over: Record<string, unknown>, ctx: VerifyContext = {}): TokenVerificationError {
  try {
    checkClaims({ now: () => NOW, ...ctx }, claims(over))
  } catch (error) {
    if (error instanceof TokenVerificationError) return error
    throw error
  }
  throw new Error('It was accepted')
}

const MINUTE = 60
const HOUR = 3_600
const DAY = 86_400

test('default', () => {
  expect(() => checkClaims({ now: () => NOW }, claims())).not.toThrow()
})

describe('behavior: a missing and a wrong azp have different messages', () => {
  const ctx = { authorizedParties: ['http://localhost:3000'] }

  test.each([undefined, null, ''])('absent: %j', (azp) => {
    expect(refusal({ azp }, ctx)).toMatchObject({
      reason: 'token-invalid-authorized-parties',
      message: 'The token has no azp, and authorizedParties requires one.',
      action: expect.stringContaining('native apps'),
    })
  })

  test('wrong: the message has the azp and the list', () => {
    expect(refusal({ azp: 'http://localhost:5173' }, ctx)).toMatchObject({
      reason: 'token-invalid-authorized-parties',
      message:
        'The azp of the token is "http://localhost:5173", which is not in authorizedParties: ["http://localhost:3000"].',
      action: expect.stringContaining('without wildcards'),
    })
  })

  test('wrong: the message has a value of another type', () => {
    expect(refusal({ azp: ['http://localhost:3000'] }, ctx).message).toContain(
      'The azp of the token is ["http://localhost:3000"], which',
    )
  })
})

describe('behavior: the message has the expected and the actual value', () => {
  test.each<[string, object, VerifyContext, string]>([
    [
      'aud',
      { aud: 'a' },
      { audience: 'b' },
      'The aud of the token is "a", which is not in audience: ["b"].',
    ],
    [
      'aud, a list',
      { aud: ['a', 'c'] },
      { audience: ['b'] },
      'The aud of the token is ["a","c"], which is not in audience: ["b"].',
    ],
    [
      'iss',
      { iss: 'a' },
      { issuer: 'b' },
      'The iss of the token is "a", which is not in issuer: ["b"].',
    ],
    [
      'no iss',
      { iss: undefined },
      { issuer: 'b' },
      'The token has no iss, and issuer requires one.',
    ],
    ['sub', { sub: 7 }, {}, 'The claim sub must be a string, and is 7.'],
    ['no exp', { exp: undefined }, {}, 'The claim exp must be a number, and is absent.'],
    ['nbf', { nbf: '1' }, {}, 'The claim nbf must be a number, and is "1".'],
  ])('%s', (_, over, ctx, message) => {
    expect(refusal({ ...over }, ctx).message).toBe(message)
  })

  test.each(['azp', 'aud', 'iss'])('%s is cut to 80 characters', (claim) => {
    const ctx = { authorizedParties: ['b'], audience: 'b', issuer: 'b' }
    const { message } = refusal({ azp: 'b', aud: 'b', iss: 'b', [claim]: 'x'.repeat(999) }, ctx)

    expect(message).toContain(`The ${claim} of the token is "${'x'.repeat(79)}..., which`)
  })

  test('a long list is cut, too', () => {
    const authorizedParties = Array.from({ length: 99 }, (_, i) => `https://${i}.example.com`)

    expect(refusal({ azp: 'x' }, { authorizedParties }).message.length).toBeLessThan(200)
  })
})

describe('behavior: an expired token', () => {
  test.each([
    ['10 seconds', 10],
    ['1 minute', MINUTE],
    ['59 minutes', HOUR - 1],
    ['3 hours', 3 * HOUR],
    ['2 days', 2 * DAY],
    ['20585 days', SECONDS],
  ])('says for how long: %s', (span, seconds) => {
    expect(refusal({ exp: SECONDS - seconds })).toMatchObject({
      reason: 'token-expired',
      message: expect.stringMatching(RegExp(`^The token expired ${span} ago, at .* GMT\\.$`)),
    })
  })

  test('does not mention the clock when it expired long ago', () => {
    for (const seconds of [MINUTE + 1, HOUR, DAY, SECONDS]) {
      expect(refusal({ exp: SECONDS - seconds }).fullMessage).not.toContain('clock')
    }
  })

  test('mentions the clock when it has just expired', () => {
    for (const seconds of [5, 10, MINUTE]) {
      expect(refusal({ exp: SECONDS - seconds }).action).toBe(
        'Request a new one; if it is new, the clock of this machine is ahead.',
      )
    }
  })
})

describe('behavior: a token of the future', () => {
  test.each([
    ['nbf', 'token-not-active-yet', 'is not valid before'],
    ['iat', 'token-iat-in-the-future', 'was issued at'],
  ])('%s: the clock is behind', (claim, reason, words) => {
    for (const [span, seconds] of [
      ['10 seconds', 10],
      ['5 hours', 5 * HOUR],
    ] as const) {
      expect(refusal({ [claim]: SECONDS + seconds })).toMatchObject({
        reason,
        message: expect.stringMatching(RegExp(`^The token ${words} .* GMT, ${span} from now\\.$`)),
        action: 'Check the clock of this machine: it seems to be behind.',
      })
    }
  })

  test('a time that is no date is shown as a number', () => {
    expect(refusal({ iat: 1e300 }).message).toContain('was issued at 1e+300, 1.1')
  })
})
