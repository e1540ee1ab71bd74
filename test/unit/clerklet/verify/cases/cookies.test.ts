import { describe, expect, test } from 'vitest'
import { parseCookies } from '#clerklet/instance/parseCookies.ts'
import { readRequest } from '#clerklet/verify/browser/readRequest.ts'
import { authenticateRequest } from '#clerklet/verify/index.ts'
import { unsafeToken } from '#fixtures/tokens.ts'
import {
  claims,
  DEV,
  DEV_FAPI,
  dev,
  devClaims,
  fetched,
  instance,
  outcome,
  PROD,
  page,
  prod,
  SECONDS,
} from './support.ts'

/** Makes a token with an invalid signature, because the choice of a cookie only reads the claims. */
const token = (over: object = {}) => unsafeToken({ alg: 'RS256' }, { iss: DEV_FAPI, ...over })
const old = { iat: SECONDS - 50, exp: SECONDS + 10 }
const recent = { iat: SECONDS - 10, exp: SECONDS + 50 }
const s = (name: string) => `${name}_${DEV.suffix}`

async function choose(cookies: Record<string, string>, production = false) {
  const settings = {
    ...dev(),
    instance: {
      instanceType: production ? ('production' as const) : ('development' as const),
      frontendApi: DEV_FAPI.slice(8),
    },
  }
  const facts = await readRequest(settings, page(undefined, { cookies }))
  return {
    ...facts.cookies,
    session: facts.cookies.session?.token,
    devBrowser: facts.devBrowser,
  }
}

describe('choice', () => {
  test('B05 only unsuffixed cookies: they are used', async () => {
    const session = token(recent)
    expect(await choose({ __session: session, __client_uat: '5' })).toEqual({
      session,
      clientUat: 5,
      devBrowser: undefined,
      suffixed: false,
      rule: 3,
    })
  })

  test('B06 an unsuffixed session that is newer than the suffixed one is used', async () => {
    const session = token(recent)
    expect(
      await choose({
        __session: session,
        __client_uat: '7',
        __clerk_db_jwt: 'plain',
        [s('__session')]: token(old),
        [s('__client_uat')]: '6',
        [s('__clerk_db_jwt')]: 'suffixed',
      }),
    ).toEqual({ session, clientUat: 7, devBrowser: 'plain', suffixed: false, rule: 4 })
  })

  test('B07 signed out in the suffixed set, signed in without a suffix, in development: unsuffixed', async () => {
    expect(
      await choose({ __session: token(old), __client_uat: '7', [s('__client_uat')]: '0' }),
    ).toMatchObject({ suffixed: false, clientUat: 7, rule: 5 })
  })

  test('B08 both sets signed out, both sessions left, in production: the suffixed set is used', async () => {
    const session = token(old)
    const cookies = {
      __session: token(recent),
      __client_uat: '0',
      [s('__session')]: session,
      [s('__client_uat')]: '0',
    }
    expect(await choose(cookies, true)).toMatchObject({
      suffixed: true,
      clientUat: 0,
      session,
      rule: 8,
    })
  })

  test('B09 both sets valid, the suffixed one not older, in production: the suffixed set is used', async () => {
    const session = token(recent)
    const cookies = {
      __session: token(old),
      __client_uat: '7',
      [s('__session')]: session,
      [s('__client_uat')]: '8',
    }
    expect(await choose(cookies, true)).toMatchObject({ suffixed: true, clientUat: 8, session })
  })

  test('B10 an unsuffixed session of another issuer gives way to the suffixed set', async () => {
    const cookies = {
      __session: token({ ...recent, iss: 'https://clerk.other.com' }),
      __client_uat: '7',
      [s('__session')]: token(old),
      [s('__client_uat')]: '8',
    }
    expect(await choose(cookies, true)).toMatchObject({ suffixed: true, clientUat: 8, rule: 2 })
  })

  test('B11 cookies with the suffix of another instance are not read', async () => {
    const mine = await instance.sign(devClaims())
    const cookies = {
      __session_abcdefgh: await instance.sign(devClaims({ sub: 'user_9' })),
      __client_uat_abcdefgh: SECONDS,
      [s('__session')]: mine,
      [s('__client_uat')]: SECONDS - 100,
      [s('__clerk_db_jwt')]: 'dvb_1',
    }
    const state = await authenticateRequest(dev(), fetched('http://localhost:3000/', { cookies }))
    expect(state).toMatchObject({ status: 'signed-in', token: mine })
    expect(state.trace).toContain(`cookies: suffixed ${DEV.suffix} (rule 8)`)
  })

  test('B12 both sets signed out and a suffixed session left, in development: the suffixed set', async () => {
    const cookies = {
      __client_uat: '0',
      [s('__session')]: token(recent),
      [s('__client_uat')]: '0',
    }
    expect(await choose(cookies)).toMatchObject({ suffixed: true, clientUat: 0, rule: 8 })
  })

  test('B13 both sets signed out and no suffixed session, in production: no session', async () => {
    const cookies = { __session: token(recent), __client_uat: '0', [s('__client_uat')]: '0' }
    expect(await choose(cookies, true)).toMatchObject({ suffixed: true, session: undefined })
  })

  test('B14 an unsuffixed session with a number as issuer gives way and throws nothing', async () => {
    const cookies = {
      __session: await instance.sign(claims({ iss: 123 })),
      __client_uat: SECONDS,
      [`__session_${PROD.suffix}`]: await instance.sign(claims({ sub: 'user_7' })),
      [`__client_uat_${PROD.suffix}`]: SECONDS - 100,
    }
    const state = await authenticateRequest(prod(), fetched(undefined, { cookies }))
    expect(state).toMatchObject({ status: 'signed-in', payload: { sub: 'user_7' } })
  })

  test('B15 of two refresh tokens, only the suffixed one is used', async () => {
    const ctx = prod()
    ctx.setup.answer = () => Response.json({ object: 'cookies', cookies: [] })
    const cookies = {
      __session: await instance.sign(claims({ exp: SECONDS - 60 })),
      __client_uat: SECONDS - 100,
      __refresh: 'plain',
      [`__refresh_${PROD.suffix}`]: 'suffixed',
    }
    await outcome(ctx, fetched(undefined, { cookies }))
    expect(ctx.calls[0]?.body).toMatchObject({ refresh_token: 'suffixed' })
  })

  test('rule 1: a plain session that cannot be read', async () => {
    const cookies = { __session: 'junk', [s('__session')]: token(), [s('__client_uat')]: '9' }
    expect(await choose(cookies)).toMatchObject({ suffixed: false, rule: 1 })
  })

  test.each(['https://', 'http://', ''])(
    'rule 2 is for other issuers, not for %sours',
    async (scheme) => {
      const ours = token({ ...recent, iss: scheme + DEV_FAPI.slice(8) })
      expect(await choose({ __session: ours })).toMatchObject({ suffixed: false, rule: 3 })
      const other = token({ ...recent, iss: `${scheme}other-otter-13.clerk.accounts.dev` })
      expect(await choose({ __session: other })).toMatchObject({ suffixed: true, rule: 2 })
    },
  )

  test('rule 6: development, the suffixed session is over', async () => {
    const cookies = {
      __client_uat: '0',
      [s('__session')]: token({ iat: SECONDS - 99, exp: SECONDS }),
      [s('__client_uat')]: '9',
    }
    expect(await choose(cookies)).toMatchObject({ suffixed: false, rule: 6 })
    expect(await choose(cookies, true)).toMatchObject({ suffixed: true, rule: 8 })
  })

  test('rule 7: a suffixed session alone', async () => {
    expect(await choose({ [s('__session')]: token(recent) })).toMatchObject({
      suffixed: false,
      rule: 7,
    })
  })
})

describe('header', () => {
  const parsed = (header: string) => [...parseCookies(header)]

  test('C05 a cookie is read by its name', () => {
    expect(parsed('foo=bar')).toEqual([['foo', 'bar']])
  })

  test('C06 a percent-encoded cookie value is decoded', () => {
    expect(parsed('foo=%D1%82 %3D')).toEqual([['foo', 'т =']])
  })

  test('C07 an encoded `;` or `=` stays inside its cookie value', () => {
    expect(parsed('foo=a%3Bb%3Dc')).toEqual([['foo', 'a;b=c']])
  })

  test('C08 encoded text inside one cookie cannot add a session cookie', async () => {
    const forged = encodeURIComponent(`x; __session=${await instance.sign()}; __client_uat=1`)
    expect([...parseCookies(`theme=${forged}`).keys()]).toEqual(['theme'])
    expect(await outcome(prod(), fetched(undefined, { cookies: { theme: forged } }))).toBe(
      'SO(session-token-and-uat-missing)',
    )
  })

  test('C09 a malformed percent sequence stays as it is, and the other cookies are read', () => {
    expect(parsed('a=%E0%A4%A; b=%; c=%20')).toEqual([
      ['a', '%E0%A4%A'],
      ['b', '%'],
      ['c', ' '],
    ])
  })

  test('C10 without a `Cookie` header, every cookie is undefined', async () => {
    expect(await choose({})).toEqual({ clientUat: 0, suffixed: false, rule: 3 })
    for (const header of ['', ';', '; ;']) expect(parsed(header)).toEqual([])
  })

  test('behavior: the first cookie of a name is used, quotes stay, and pairs without a name or = are ignored', () => {
    expect(parsed('a=1; a=2; b="x"; =y; c; d=e=f')).toEqual([
      ['a', '1'],
      ['b', '"x"'],
      ['d', 'e=f'],
    ])
  })

  test('behavior: names of the prototype are names', () => {
    expect(parsed('__proto__=x; constructor=y')).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })
})

test('behavior: a token in the header wins over the session cookie', async () => {
  const cookies = { __session: await instance.sign(), __client_uat: SECONDS - 100 }
  const request = page(undefined, {
    cookies,
    token: await instance.sign(claims({ sub: 'user_2' })),
  })
  expect(await authenticateRequest(prod(), request)).toMatchObject({ payload: { sub: 'user_2' } })
})
