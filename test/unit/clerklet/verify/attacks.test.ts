import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AcceptsToken, authenticateRequest } from '#clerklet/verify/index.ts'
import { unsafeToken } from '#fixtures/tokens.ts'
import {
  CATEGORY,
  claims,
  dev,
  devCookies,
  fetched,
  instance,
  outcome,
  PROD,
  page,
  prod,
  SECONDS,
  signedInCookies,
  stranger,
} from './cases/support.ts'

const REASONS = /^SO\((token-[a-z-]+)\)$/

/** Expects that the token is refused with the reason in the header and in the cookie, for three values of `acceptsToken`. */
async function refused(token: string, reason: string | RegExp = REASONS) {
  const routes: AcceptsToken[] = ['session_token', 'any', ['session_token', 'm2m_token']]
  for (const acceptsToken of routes) {
    expect(await outcome(prod(), fetched(undefined, { token }), { acceptsToken })).toMatch(reason)
    const cookies = { __session: token, __client_uat: 5 }
    expect(await outcome(prod(), fetched(undefined, { cookies }), { acceptsToken })).toMatch(reason)
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('error: algorithms', () => {
  test.each([
    'none',
    'None',
    'NONE',
    '',
    'HS256',
    'RS1',
    'PS256',
    'ES256',
    'EdDSA',
    null,
    ['RS256'],
  ])('%j', async (alg) => {
    await refused(await instance.sign(claims(), { alg }), /^SO\(token-invalid-algorithm\)$/)
  })

  test('none without a signature', async () => {
    await refused(`${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims())}.`)
  })

  test('HS256 with the public key as the secret', async () => {
    const signed = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'ins_1' })}.${encode(claims())}`
    for (const secret of [instance.pem, instance.pem.trim(), JSON.stringify(instance.jwk)]) {
      await refused(`${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`)
    }
  })
})

test.each([
  ['jwk', { jwk: stranger.jwk }],
  ['jku', { jku: 'https://evil.com/jwks' }],
  ['x5u', { x5u: 'https://evil.com/cert' }],
  ['x5c', { x5c: ['MIIB'] }],
])('error: a key brought along as %s', async (_, header) => {
  const ctx = prod()
  const token = await stranger.sign(claims(), header)
  expect(await outcome(ctx, fetched(undefined, { token }))).toBe('SO(token-invalid-signature)')
  expect(ctx.calls).toEqual([])
})

test('error: critical extensions', async () => {
  await refused(await instance.sign(claims(), { crit: ['b64'], b64: false }))
})

describe('error: damaged tokens', () => {
  test('cut at any place', async () => {
    const token = await instance.sign()
    for (let length = 0; length < token.length; length += 13) {
      const cut = token.slice(0, length)
      if (cut) expect(await outcome(prod(), fetched(undefined, { token: cut }))).toMatch(REASONS)
    }
  })

  test('with any character changed', async () => {
    const token = await instance.sign()
    for (let index = 0; index < token.length - 1; index += 7) {
      if (token[index] === '.') continue
      const changed =
        token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1)
      expect(await outcome(prod(), fetched(undefined, { token: changed }))).toMatch(REASONS)
    }
  })

  test.each([
    ['the plain alphabet', (part: string) => `${part.slice(0, -1)}+`],
    ['a line break', (part: string) => `${part}%0A`],
    ['padding inside', (part: string) => `=${part}`],
  ])('%s in the signature', async (_, change) => {
    const [header, payload, signature = ''] = (await instance.sign()).split('.')
    await refused(`${header}.${payload}.${change(signature)}x`)
  })

  test('the payload of another token', async () => {
    const [header, , signature] = (await instance.sign()).split('.')
    await refused(`${header}.${encode(claims({ sub: 'user_2' }))}.${signature}`)
  })
})

describe('error: a header or cookie that occurs twice', () => {
  test('an algorithm in a header of a token', async () => {
    const header = Buffer.from('{"alg":"RS256","typ":"JWT","alg":"none"}').toString('base64url')
    const [, payload, signature] = (await instance.sign()).split('.')
    await refused(`${header}.${payload}.`)
    await refused(`${header}.${payload}.${signature}`)
  })

  test('a claim, of which the signature covers both', async () => {
    const [header, , signature] = (await instance.sign()).split('.')
    const twice = JSON.stringify(claims()).replace('"sub":', '"sub":"user_2","sub":')
    await refused(`${header}.${Buffer.from(twice).toString('base64url')}.${signature}`)
  })

  test('an Authorization header: the second one is never used alone', async () => {
    const [good, bad] = [await instance.sign(), await stranger.sign()]
    for (const [one, other] of [
      [good, bad],
      [bad, good],
    ]) {
      const headers = new Headers({ authorization: `Bearer ${one}` })
      headers.append('authorization', `Bearer ${other}`)
      const request = new Request('https://example.com', { headers })
      expect(await outcome(prod(), request)).toMatch(REASONS)
    }
  })

  test('a session cookie: the first one is used, since browsers send the most specific first', async () => {
    const [good, bad] = [await instance.sign(), await stranger.sign()]
    const cookie = `__client_uat=5; __session=${bad}; __session=${good}`
    const request = new Request('https://example.com', { headers: { cookie } })
    expect(await outcome(prod(), request)).toBe('SO(token-invalid-signature)')
  })
})

test('error: the keys of one instance do not verify tokens of another', async () => {
  const load = { jwtKey: undefined, secretKey: 'sk_live_first_instance' }
  const first = prod(load)
  first.setup.answer = () => Response.json({ keys: [instance.jwk] })
  const token = await instance.sign()
  expect(await outcome(first, fetched(undefined, { token }))).toBe('SI')

  const second = prod({ ...load, secretKey: 'sk_live_second_instance' })
  second.setup.answer = () => Response.json({ keys: [{ ...stranger.jwk, kid: instance.jwk.kid }] })
  expect(await outcome(second, fetched(undefined, { token }))).toBe('SO(token-invalid-signature)')
})

test('error: whatever the headers contain, the outcome is a state with a reason', async () => {
  const [good, bad] = [await instance.sign(), await stranger.sign()]
  const junk = fc.oneof(
    fc.string({ unit: 'binary-ascii', maxLength: 40 }),
    fc.constantFrom(
      good,
      bad,
      good.slice(0, -9),
      'a.b.c',
      'mt_x',
      '%',
      '%00',
      '%ZZ',
      '""',
      ';;',
      '==',
    ),
  )
  const cookieName = fc.constantFrom(
    '__session',
    '__client_uat',
    '__clerk_db_jwt',
    '__clerk_handshake',
    '__clerk_handshake_nonce',
    '__clerk_redirect_count',
    '__refresh',
    `__session_${PROD.suffix}`,
    `__client_uat_${PROD.suffix}`,
    `__refresh_${PROD.suffix}`,
    '__proto__',
    'constructor',
  )
  const cookies = fc.array(fc.tuple(cookieName, junk), { maxLength: 8 })
  const carried = fc.dictionary(
    fc.constantFrom(
      'authorization',
      'host',
      'origin',
      'referer',
      'accept',
      'sec-fetch-dest',
      'x-forwarded-host',
      'x-forwarded-proto',
    ),
    fc.oneof(junk, fc.constantFrom('document', 'text/html', `Bearer ${good}`, `Bearer ${bad}`)),
  )
  const accepted = fc.constantFrom<AcceptsToken | undefined>(undefined, 'any', 'm2m_token', [
    'session_token',
    'oauth_token',
  ])
  await fc.assert(
    fc.asyncProperty(cookies, carried, accepted, async (pairs, others, acceptsToken) => {
      const headers = new Headers()
      const set = (name: string, value: string) => {
        try {
          headers.set(name, value)
        } catch {
          // `Headers` refuses a name or value that HTTP does not allow, so the header is left out.
        }
      }
      for (const [name, value] of Object.entries(others)) set(name, value)
      set('cookie', pairs.map((pair) => pair.join('=')).join('; '))
      const request = new Request('https://example.com/path?x=1', { headers })

      const state = await authenticateRequest(prod(), request, { acceptsToken })

      if (state.status !== 'signed-in')
        expect(state.reason).toMatch(/^(No token in header|[a-z0-9-]+)$/)
      else expect(`${headers.get('authorization')}${headers.get('cookie')}`).toContain(good)
      expect(state.headers.getSetCookie().join()).not.toMatch(/[\r\n]/)
    }),
    { numRuns: 1_000 },
  )
})

describe('error: large and deep', () => {
  const time = async (token: string) => {
    const started = performance.now()
    await refused(token)
    return performance.now() - started
  }

  test('a payload of a megabyte', async () => {
    const token = unsafeToken({ alg: 'RS256', typ: 'JWT' }, claims({ x: 'a'.repeat(1_000_000) }))
    expect(await time(token)).toBeLessThan(5_000)
  })

  test('nested 100 000 times', async () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const token = `${encode({ alg: 'RS256' })}.${Buffer.from(deep).toString('base64url')}.x`
    expect(await time(token)).toBeLessThan(5_000)
  })

  test('a header of dots, and of spaces', async () => {
    await refused('.'.repeat(100_000))
    const headers = { authorization: `Bearer${' '.repeat(100_000)}x` }
    expect(await outcome(prod(), fetched(undefined, { headers }))).toBe('SO(token-invalid)')
  })

  test('thousands of cookies', async () => {
    const cookies = Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`c${i}`, '%']))
    const started = performance.now()
    expect(await outcome(prod(), fetched(undefined, { cookies }))).toMatch(/^SO/)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

test('behavior: a URL of question marks takes linear time', async () => {
  const times = { '?': [] as number[], x: [] as number[] }
  for (let round = 0; round < 5; round++) {
    for (const filler of ['?', 'x'] as const) {
      const request = page(`https://example.com/?${filler.repeat(100_000)}`, {
        cookies: { a: 'b' },
      })
      const started = performance.now()
      expect(await outcome(prod(), request)).toBe('SO(session-token-and-uat-missing)')
      times[filler].push(performance.now() - started)
    }
  }
  // A search that backtracks at each question mark would take eight seconds.
  expect(Math.min(...times['?'])).toBeLessThan(Math.min(...times.x) + 500)
})

describe('error: the wrong kind of token', () => {
  test.each([
    ['template', {}, { cat: CATEGORY.template }],
    ['machine', { sub: 'mch_1' }, {}],
    ['machine by category', {}, { cat: CATEGORY.m2m }],
    ['OAuth', {}, { typ: 'at+jwt' }],
  ])('%s in a cookie', async (_, over, header) => {
    const cookies = { __session: await instance.sign(claims(over), header), __client_uat: 5 }
    for (const acceptsToken of ['session_token', 'any'] as const) {
      expect(await outcome(prod(), fetched(undefined, { cookies }), { acceptsToken })).toBe(
        'SO(token-type-mismatch)',
      )
    }
  })

  test('a session token for a machine', async () => {
    const token = await instance.sign(claims({ sub: 'mch_1' }), { cat: CATEGORY.session })
    expect(
      await outcome(prod(), fetched(undefined, { token }), { acceptsToken: 'm2m_token' }),
    ).toBe('SO(token-invalid)')
  })
})

test('error: a token without azp does not bypass authorizedParties', async () => {
  for (const azp of [undefined, '', null, [], ['https://example.com']]) {
    const token = await instance.sign(claims({ azp }))
    expect(
      await outcome(prod(), fetched(undefined, { token }), {
        authorizedParties: ['https://example.com'],
      }),
    ).toBe('SO(token-invalid-authorized-parties)')
  }
})

test('error: cookies that a sibling domain has set do not win over those of the instance', async () => {
  const mine = await signedInCookies()
  const cookies = {
    __session: await stranger.sign(claims({ iss: 'https://clerk.evil.com', iat: SECONDS })),
    __client_uat: SECONDS,
    [`__session_${PROD.suffix}`]: mine.__session,
    [`__client_uat_${PROD.suffix}`]: mine.__client_uat,
  }
  const state = await authenticateRequest(prod(), fetched(undefined, { cookies }))
  expect(state).toMatchObject({ status: 'signed-in', payload: { sub: 'user_1' } })
})

test('error: line breaks in a kid or a claim reach no header', async () => {
  const evil = 'x\r\nset-cookie: evil=1'
  const ctx = prod({ jwtKey: undefined, secretKey: 'sk_live_attacks' })
  ctx.setup.answer = () => Response.json({ keys: [instance.jwk] })
  for (const token of [
    await instance.sign(claims(), { kid: evil }),
    await instance.sign(claims({ exp: evil })),
    await instance.sign(claims(), { typ: evil }),
  ]) {
    const { headers } = await authenticateRequest(ctx, fetched(undefined, { token }))
    expect(headers.getSetCookie()).toEqual([])
    expect([...headers.values()].join()).not.toMatch(/[\r\n]/)
  }
})

describe('error: no open redirect', () => {
  test.each(['//evil.com/x', '/\\evil.com', '/%2F%2Fevil.com', '/@evil.com'])(
    'the path %s stays on the host',
    async (path) => {
      const headers = { 'x-forwarded-host': 'app.com', 'x-forwarded-proto': 'https' }
      const request = page(`http://10.0.0.5${path}`, { headers, cookies: { __client_uat: 5 } })
      const state = await authenticateRequest(prod(), request)
      const target = new URL(state.headers.get('location') ?? '')
      expect(target.origin).toBe('https://clerk.example.com')
      expect(new URL(target.searchParams.get('redirect_url') ?? '').host).toBe('app.com')
    },
  )

  test.each(['redirect_url', '__clerk_redirect_url', 'sign_in_url', 'returnBackUrl'])(
    'in production, %s is ignored',
    async (name) => {
      const request = page(`https://example.com/?${name}=https%3A%2F%2Fevil.com`, {
        cookies: { __client_uat: 5 },
      })
      const { headers } = await authenticateRequest(prod(), request)
      expect(new URL(headers.get('location') ?? '').origin).toBe('https://clerk.example.com')
    },
  )

  test('in development, redirects lead to http(s) URLs only', async () => {
    const cookies = await devCookies()
    for (const target of ['javascript:alert(1)', 'file:///etc/passwd', 'https://a@evil.com']) {
      const url = `http://localhost/?__clerk_redirect_url=${encodeURIComponent(target)}`
      expect(await outcome(dev(), page(url, { cookies }))).toBe('SI')
    }
  })
})

test('error: a fetch with an unusable result leads to a typed reason', async () => {
  const token = await instance.sign()
  const answers = [
    () => null,
    () => ({}),
    () => 7,
    () => Response.json('x'),
    () => Response.error(),
  ]
  for (const [index, answer] of answers.entries()) {
    const ctx = prod({ jwtKey: undefined, secretKey: `sk_live_nonsense${index}` })
    ctx.setup.answer = answer as () => Response
    expect(await outcome(ctx, fetched(undefined, { token }))).toBe('SO(jwk-remote-failed-to-load)')
    expect(
      await outcome(ctx, fetched(undefined, { token: 'ak_x' }), { acceptsToken: 'any' }),
    ).toMatch(/^SO\((unexpected-error|token-invalid)\)$/)
  }
})
