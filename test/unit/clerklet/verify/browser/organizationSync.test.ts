import { match } from '@clerk/shared/pathToRegexp'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPatterns, organizationTarget } from '#clerklet/verify/browser/organizationSync.ts'

const target = (pattern: string, path: string) =>
  organizationTarget(path, { organizationPatterns: [pattern] })

/** Parses a pattern with the matcher of the official SDK. Throws when the matcher refuses the pattern. */
function official(pattern: string): (path: string) => ReturnType<typeof target> {
  const matches = match<{ id?: string; slug?: string }>(pattern)
  return (path) => {
    const found = matches(path)
    if (!found || !(found.params.id || found.params.slug)) return undefined
    const { id, slug } = found.params
    return id ? { id } : { slug }
  }
}

function isRefused(pattern: string): boolean {
  try {
    checkPatterns({ organizationPatterns: [pattern] })
    return false
  } catch {
    return true
  }
}

describe('agreement with the official matcher', () => {
  const patterns = [
    '/orgs/:slug',
    '/orgs/:id/(.*)',
    '/:lang/orgs/:slug',
    '/:lang?/orgs/:slug',
    '/o/:slug?',
    '/o{/:slug}?',
    '/o{/:slug}?/settings',
    '/orgs/:slug(.*)',
    '/orgs/:slug/:rest*',
    '/orgs/:slug/:rest+',
    '/orgs/:slug{/:page}?{.:format}?',
    '/:locale(en|fr|[a-z]{2}-[A-Z]{2})/orgs/:slug',
    '/orgs/:id(org_\\w+)',
    '/orgs/:slug([^/]+?)/(\\d+)',
    '/orgs/:slug((?:a|b)?c)',
    '/(.*)/orgs/:slug',
    '/:id-:slug',
    '/:id/:slug',
    '/:slug/:id',
    '/:slug.:ext?',
    '/:x--:slug',
    '/a\\:b/:slug',
    '/a)/:slug',
    '/:slug([-a]{1,3})/:x*',
  ]
  const piece = fc.constantFrom(
    '/',
    '/',
    'o',
    'orgs',
    'a',
    'b',
    '-',
    '--',
    '.',
    'en',
    'org_1',
    'C',
    '7',
  )
  const path = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`)

  test.each(patterns)('%s', (pattern) => {
    const theirs = official(pattern)
    fc.assert(
      fc.property(path, (path) => {
        expect(target(pattern, path)).toEqual(theirs(path))
      }),
    )
  })

  test('typical patterns and paths', () => {
    const paths = ['/orgs/acme', '/orgs/acme/', '/ORGS/acme/a/b', '/en/orgs/acme', '/orgs/acme.x']
    for (const pattern of patterns) {
      const theirs = official(pattern)
      for (const path of paths) expect(target(pattern, path)).toEqual(theirs(path))
    }
  })

  test('every pattern that the official client refuses is refused', () => {
    const token = fc.constantFrom(
      ...[
        '/',
        '/a',
        '-',
        '.',
        'a',
        ':id',
        ':slug',
        '/:id',
        '/:slug',
        '/:x',
        '(.*)',
        '(a|ab)',
        '(a|)',
      ],
      ...['(\\d+)', '([a-b]+?)', '(a{1,2})', '((?:a|b)?c)', ':slug([^/]+)', '{', '}', '{/:slug}?'],
      ...['{-:id}+', '{.:x-}*', '?', '*', '+', '\\:', '(?:a)', '()', ')', '--'],
    )
    const pattern = fc.array(token, { maxLength: 7 }).map((tokens) => tokens.join(''))
    fc.assert(
      fc.property(pattern, fc.array(path, { minLength: 5 }), (pattern, paths) => {
        if (isRefused(pattern)) return
        const theirs = official(pattern)
        for (const path of paths) {
          const found = theirs(path)
          // Skips paths with a repeated parameter, for which the official SDK returns a list.
          if (Object.values(found ?? {}).some(Array.isArray)) continue
          expect(target(pattern, path)).toEqual(found)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test.each(['/:id/:slug', '/:slug/:id', '/:slug-:id'])(
    'behavior: %s has both, and the id is used',
    (pattern) => {
      const path = pattern.replace(':id', 'org_1').replace(':slug', 'acme')
      expect(target(pattern, path)).toEqual({ id: 'org_1' })
      expect(official(pattern)(path)).toEqual({ id: 'org_1' })
    },
  )
})

describe('error: a pattern that could take more than linear time is refused', () => {
  test.each([
    '/:slug((?:a+)+)',
    '/:slug((?:a|a)*)',
    '/:slug((?:a*){2})',
    '/:slug((?=a)a)',
    '/:slug((?!a).*)',
    '/:slug((?<=a)b)',
    '/:slug(a\\1)',
    '/:slug(\\bx)',
    '/:slug(^a)',
    '/:slug(a$)',
  ])('%s', (pattern) => {
    expect(() => checkPatterns({ organizationPatterns: [pattern] })).toThrow(
      /not valid: a group may hold characters, classes, .* linear time/,
    )
  })

  test.each(['/:slug(ab)+', '/:slug(a|b)*', '{ab}*', '/:slug(a{2})+'])('%s', (pattern) => {
    expect(() => checkPatterns({ organizationPatterns: [pattern] })).toThrow(/not valid/)
  })

  test.each(['/:a/:b/:c/:d/:e/:f', '/:a-'.repeat(6), `/${'a'.repeat(100)}`])(
    'too long: %s',
    (pattern) => {
      expect(() => checkPatterns({ personalAccountPatterns: [pattern] })).toThrow(
        /too long: at most 10 parts and 100 characters/,
      )
    },
  )
})

describe('64 kB of path take linear time', () => {
  /** The limit in milliseconds. A path takes a few milliseconds, and a quadratic expression would take seconds. */
  const LIMIT = 400
  const SIZE = 65_536
  const patterns = [
    '/:a-:b-:c-:slug',
    '/:lang-:region-:slug',
    '/orgs/:slug',
    '/orgs/:id/(.*)',
    '/:lang/orgs/:slug/:rest*',
    '/(.*)/a/(.*)/a/:slug',
    '/:a.:b-:c!:slug',
    '/:slug(a*a*a*a*a*a*)b',
    '/:slug(a{1,1000}a{1,1000})b',
    '/:slug(a+?a+?a+?)b',
    '{-:x}*{-:y}*/:slug',
    '/:x*/:y*/:slug',
    `${'(.*)'.repeat(9)}b`,
    `(.*)${'a'.repeat(95)}b`,
  ]

  test.each(patterns)('%s', (pattern) => {
    const worst = ['-', 'a', '/', 'a-', '/a', '/-', '.-', '-_', 'aab', '/a/', '-a/', '%2F']
    for (const unit of worst) {
      const path = `/${unit.repeat(SIZE / unit.length)}!/`
      const started = performance.now()
      target(pattern, path)
      expect(performance.now() - started).toBeLessThan(LIMIT)
    }
  })

  test('any pattern and any path', () => {
    const token = fc.constantFrom(
      '/:a',
      '-:b',
      '.:c',
      '(.*)',
      '(a*?)',
      '/:x*',
      'a',
      '-',
      ':slug([-a]+)',
    )
    const pattern = fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join(''))
    const unit = fc.string({
      unit: fc.constantFrom('/', '-', '.', 'a', 'b'),
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(pattern, unit, fc.string({ maxLength: 1 }), (pattern, unit, end) => {
        if (isRefused(pattern)) return
        const path = new URL(`https://x/${unit.repeat(SIZE / unit.length)}${end}`).pathname
        const started = performance.now()
        target(pattern, path)
        expect(performance.now() - started).toBeLessThan(LIMIT)
      }),
      { numRuns: 100 },
    )
  })
})
