import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signedInAuth } from '#clerklet/verify/auth/sessionAuth.ts'
import { type HasParams, type HasSubject, has, type SessionClaims } from '#clerklet/verify/index.ts'
import { scopedSlugs } from '#clerklet/verify/token/scopedSlugs.ts'

const auth: HasSubject = {
  userId: 'user_1',
  orgId: 'org_1',
  orgRole: 'org:admin',
  orgPermissions: ['org:f1:read'],
  factorVerificationAge: [0, 0],
  sessionClaims: { fea: 'o:reports', pla: 'o:business' },
}
/** Throws when a property is read, unless its key is a symbol: fast-check reads such properties. */
const hostile: object = new Proxy(
  {},
  {
    get(_, name) {
      if (typeof name === 'string') throw new Error('no')
    },
  },
)
const odd = fc.oneof(
  fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
  fc.constantFrom(hostile, Symbol('x'), () => {}),
)
const claims = { sub: 'user_1', sid: 'sess_1', exp: 2 } as SessionClaims

describe('has, with any arguments', () => {
  // The test names contain the keys only, since printing the proxy would throw.
  const kinds: Record<string, unknown> = {
    undefined: undefined,
    null: null,
    'a text': 'role',
    'a number': 7,
    'a list': [],
    'a function': () => {},
    'a proxy that throws': hostile,
  }
  test.each(Object.keys(kinds))('behavior: %s in place of params gives false', (kind) => {
    const params = kinds[kind] as HasParams

    expect(has(auth, params)).toBe(false)
    expect(signedInAuth(claims, async () => null).has(params)).toBe(false)
  })

  test.each(Object.keys(kinds))('behavior: %s in place of the auth object gives false', (kind) => {
    expect(has(kinds[kind] as HasSubject, { role: 'admin' })).toBe(false)
  })

  test.each(['role', 'permission', 'feature', 'plan', 'reverification'])(
    'behavior: a getter of %s that throws gives false',
    (name) => {
      const params = Object.defineProperty({ role: 'admin' }, name, {
        get() {
          throw new Error('no')
        },
      })
      expect(has(auth, params)).toBe(false)
    },
  )

  test('behavior: permissions whose includes is another function give false', () => {
    const orgPermissions = Object.assign([], { includes: () => 'yes' })

    expect(has({ ...auth, orgPermissions } as never, { permission: 'x' })).toBe(false)
  })

  test('behavior: it returns a boolean and never throws', () => {
    const fields = (names: string[]) => fc.dictionary(fc.constantFrom(...names), odd)
    const subject = fc.oneof(
      odd,
      fields(Object.keys(auth)).map((over) => ({ ...auth, ...over })),
    )
    const params = fc.oneof(
      odd,
      fields(['role', 'permission', 'feature', 'plan', 'reverification', 'other']),
    )
    fc.assert(
      fc.property(subject, params, (of, asked) => {
        expect(typeof has(of as HasSubject, asked as HasParams)).toBe('boolean')
        expect(typeof signedInAuth(claims, async () => null).has(asked as HasParams)).toBe(
          'boolean',
        )
      }),
      { numRuns: 1000 },
    )
  })
})

describe('scopedSlugs', () => {
  test.each([
    ['o:a, u:b ,ou:c', ['a', 'c']],
    [' o:a:b ', ['a:b']],
    ['o :a', []],
    ['o: a', [' a']],
    ['o:', ['']],
    ['o:a,b', []],
    [' ', []],
    ['', []],
  ])('default: %j', (claim, slugs) => {
    expect(scopedSlugs(claim, 'o')).toEqual(slugs)
  })

  test.each([' ', ':', 'a', ' :', 'o: ', ','])(
    'behavior: 64 kB of %j are read in linear time',
    (unit) => {
      const claim = unit.repeat(65_536 / unit.length)
      const started = performance.now()
      scopedSlugs(claim, 'o')
      scopedSlugs(`o:a${claim}b`, 'o')
      expect(performance.now() - started).toBeLessThan(1000)
    },
  )
})
