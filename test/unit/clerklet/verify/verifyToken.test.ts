import { afterEach, describe, expect, test, vi } from 'vitest'
import { isClerkError } from '#clerklet/core/isClerkError.ts'
import {
  decodeToken,
  type VerifyContext,
  type VerifyTokenOptions,
  verifyToken,
} from '#clerklet/verify/index.ts'
import { decodeBase64url } from '#clerklet/verify/token/decodeBase64url.ts'
import { claims, NOW, SECONDS, signer, unsafeToken } from '#fixtures/tokens.ts'

afterEach(() => vi.restoreAllMocks())

const instance = await signer()
const stranger = await signer()
const ctx: VerifyContext = { jwtKey: instance.pem, now: () => NOW }

const reason = async (
  token: string,
  options?: VerifyTokenOptions,
  over?: Partial<VerifyContext>,
) => {
  const error = await verifyToken({ ...ctx, ...over }, token, options).then(
    () => undefined,
    (thrown) => thrown,
  )
  if (error && !isClerkError(error)) throw error
  if (error) expect(error.fullMessage).not.toContain(token || 'an empty token')
  return error?.reason ?? 'ok'
}

test('default', async () => {
  const token = await instance.sign()
  expect(await verifyToken(ctx, token)).toEqual(claims())
})

describe('args: token', () => {
  test.each([
    'null',
    'undefined',
    '',
    'whatever',
    '42',
    'aaa.bbb.ccc',
    'a.b',
    'a.b.c.d',
    'YWJj.YWJj.YWJj',
  ])('error: %j is not a JWT', async (token) => {
    expect(await reason(token)).toBe('token-invalid')
  })

  test.each([null, undefined, 42, {}])('error: %j is not a string', async (token) => {
    expect(await reason(token as string)).toBe('token-invalid')
  })

  test.each([
    [undefined, 'The token is undefined.'],
    [{ token: 'x' }, 'The token is of type object.'],
    ['', 'The token is empty.'],
    ['Bearer x.y.z', 'The token begins with Bearer.'],
    ['bearer x.y.z', 'The token begins with Bearer.'],
  ])('error: %j in place of a token is named', async (token, message) => {
    const call = verifyToken(ctx, token as string)

    await expect(call).rejects.toMatchObject({ reason: 'token-invalid', message })
  })

  test.each([null, [], 'text', 1])('error: header or payload is the JSON %j', async (json) => {
    expect(await reason(unsafeToken(json, claims()))).toBe('token-invalid')
    expect(await reason(unsafeToken({ alg: 'RS256' }, json))).toBe('token-invalid')
  })

  test('behavior: padding is accepted, white space and the plain alphabet are not', async () => {
    const token = await instance.sign(claims({ n: 'ÿÿ>>??' }))
    expect(() => decodeToken(`${token}=`)).not.toThrow()
    expect(() => decodeToken(` ${token}`)).toThrow('not a JWT')
    expect(() => decodeToken(`${token.slice(0, -4)}a+/b`)).toThrow('not a JWT')
  })

  test.each(['>>>', '???', '>>>???', 'none'])(
    'behavior: a payload with letters that base64 does not have, or without them: %s',
    (note) => {
      expect(decodeToken(unsafeToken({}, { note })).payload).toEqual({ note })
    },
  )

  test('error: bytes that are not UTF-8', () => {
    const part = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')
    expect(() => decodeToken(`${part}.${part}.xx`)).toThrow('not a JWT')
  })

  test('behavior: the signature is returned as it is in the token, without padding', () => {
    expect(decodeToken('e30.e30.-_8=').signature).toBe('-_8')
  })

  test('behavior: the header is that of the token', async () => {
    const token = await instance.sign()
    const { header } = decodeToken(token)
    Object.assign(header, { alg: 'none' })
    expect(decodeToken(token).header).toMatchObject({ alg: 'RS256' })
  })

  test('error: a token of more than 64 kB is not decoded', async () => {
    const { length } = unsafeToken({}, { note: '' })
    // Base64 encodes 3 bytes as 4 characters.
    const fitting = unsafeToken({}, { note: 'x'.repeat(((65_536 - length) * 3) / 4 - 3) })
    expect(fitting.length).toBeLessThanOrEqual(65_536)
    expect(() => decodeToken(fitting)).not.toThrow()
    const parse = vi.spyOn(JSON, 'parse')
    const exec = vi.spyOn(RegExp.prototype, 'exec')
    const long = unsafeToken({}, { note: 'x'.repeat(50_000) })
    expect(await reason(long)).toBe('token-invalid')
    expect(parse).not.toHaveBeenCalled()
    expect(exec.mock.calls.filter(([text]) => text === long)).toEqual([])
    vi.restoreAllMocks()
  })

  test.each([
    ['lists', `${'['.repeat(23_000)}${']'.repeat(23_000)}`],
    ['objects', `${'{"a":'.repeat(7_000)}1${'}'.repeat(7_000)}`],
  ])('behavior: %s nested thousands deep are no hazard', async (_, nested) => {
    for (const json of [nested, `{"alg":"RS256","a":${nested}}`]) {
      const part = Buffer.from(json).toString('base64url')
      expect(await reason(`${part}.e30.AAAA`)).toMatch(/^token-/)
      expect(await reason(`e30.${part}.AAAA`)).toMatch(/^token-/)
    }
  })

  test('behavior: __proto__ is a claim like any other', () => {
    const part = Buffer.from('{"__proto__":{"alg":"RS256","sub":"user_1"}}').toString('base64url')
    const { header, payload } = decodeToken(`${part}.${part}.AAAA`)
    expect([header.alg, payload.sub]).toEqual([undefined, undefined])
    expect(Object.prototype).not.toHaveProperty('alg')
  })

  test('behavior: each call returns its own payload', async () => {
    const token = await instance.sign()
    Object.assign(decodeToken(token).payload, { sub: 'user_2' })
    expect(decodeToken(token).payload).toEqual(claims())
  })

  test('error: a signature that ends in the middle of a byte', () => {
    const part = Buffer.from('{}').toString('base64url')
    expect(() => decodeToken(`${part}.${part}.abcde`)).toThrow('not a JWT')
  })
})

describe('behavior: signature', () => {
  test.each([0, 1, 2, 3, 4, 255, 256])('one of %d bytes is decoded', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 251) % 256)
    const letters = Buffer.from(bytes).toString('base64url')
    expect(decodeBase64url(letters)).toEqual(bytes)
  })

  test('tokens of any length are not mixed up, in sequence or concurrently', async () => {
    const long = claims({ note: 'x'.repeat(2000) })
    const tokens = [
      await instance.sign(),
      await stranger.sign(),
      await instance.sign(long),
      await stranger.sign(long),
    ]
    const mixed = [...tokens, ...[...tokens].reverse(), ...tokens]
    const expected = mixed.map((token) =>
      tokens.indexOf(token) % 2 ? 'token-invalid-signature' : 'ok',
    )
    const oneByOne = []
    for (const token of mixed) oneByOne.push(await reason(token))
    expect(oneByOne).toEqual(expected)

    // The runtime may read the arguments of `verify` late. Other verifications must not have overwritten them by then.
    const { subtle } = crypto
    const verify = subtle.verify.bind(subtle)
    vi.spyOn(subtle, 'verify').mockImplementation(async (...args) => {
      await new Promise((resolve) => setTimeout(resolve))
      return verify(...args)
    })
    expect(await Promise.all(mixed.map((token) => reason(token)))).toEqual(expected)
  })

  test('error: a signature by another key is refused', async () => {
    expect(await reason(await stranger.sign())).toBe('token-invalid-signature')
  })

  test('error: a payload that was changed after signing is refused', async () => {
    const [header, , signature] = (await instance.sign()).split('.')
    const payload = Buffer.from(JSON.stringify(claims({ sub: 'user_2' }))).toString('base64url')
    expect(await reason(`${header}.${payload}.${signature}`)).toBe('token-invalid-signature')
  })

  test('error: it is checked before the claims', async () => {
    const expired = claims({ exp: SECONDS - 999 })
    expect(await reason(await stranger.sign(expired))).toBe('token-invalid-signature')
    expect(await reason(await instance.sign(expired))).toBe('token-expired')
  })

  test.each(['none', '', 'HS256', 'ES256', 'PS512', 'rs256', undefined, 256])(
    'error: alg %j',
    async (alg) => {
      expect(await reason(await instance.sign(claims(), { alg }))).toBe('token-invalid-algorithm')
    },
  )

  test('error: HS256 with the public key as the secret is refused', async () => {
    const signed = unsafeToken({ alg: 'HS256', typ: 'JWT' }, claims(), '').slice(0, -1)
    const key = await crypto.subtle.importKey(
      'raw',
      Buffer.from(instance.pem),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    const mac = Buffer.from(await crypto.subtle.sign('HMAC', key, Buffer.from(signed)))
    expect(await reason(`${signed}.${mac.toString('base64url')}`)).toBe('token-invalid-algorithm')
  })

  test('error: jwtKey is for RS256', async () => {
    expect(await reason(await instance.sign(claims(), { alg: 'RS512' }))).toBe(
      'token-verification-failed',
    )
  })

  test('error: a key of 1024 bits is refused', async () => {
    const weak = await signer('weak', 1024)
    await expect(verifyToken(ctx, await weak.sign(), { jwtKey: weak.pem })).rejects.toThrow(
      'ctx.jwtKey is an RSA key of 1024 bits, fewer than 2048',
    )
  })

  test('error: critical extensions are refused', async () => {
    expect(await reason(await instance.sign(claims(), { crit: ['b64'], b64: false }))).toBe(
      'token-invalid',
    )
  })

  test('error: a machine token is refused', async () => {
    const token = await stranger.sign(claims(), { cat: 'cl_B7d4PD333AAA' })
    expect(await reason(token)).toBe('token-invalid')
  })
})

describe('args: jwtKey', () => {
  const body = instance.pem.replace(/-----.*?-----|\s/g, '')
  test.each([
    ['bare', body],
    ['with CRLF', instance.pem.replaceAll('\n', '\r\n')],
    ['with escaped line breaks', instance.pem.replaceAll('\n', '\\n')],
    ['with spaces for line breaks', instance.pem.replaceAll('\n', ' ')],
    ['on one line', instance.pem.replaceAll('\n', '')],
    ['surrounded by white space', `\n  ${instance.pem}\t`],
  ])('behavior: %s', async (_, jwtKey) => {
    expect(await reason(await instance.sign(), { jwtKey })).toBe('ok')
  })

  test('behavior: 4096 bits', async () => {
    const long = await signer('long', 4096)
    expect(await reason(await long.sign(), { jwtKey: long.pem })).toBe('ok')
    // Generating a key of 4096 bits takes seconds when the machine is busy.
  }, 60_000)

  test('behavior: the option wins over the context', async () => {
    expect(await reason(await stranger.sign(), { jwtKey: stranger.pem })).toBe('ok')
  })

  test('error: text that is no key is refused each time', async () => {
    const jwtKey = 'bm90IGEga2V5'
    for (const _ of [1, 2]) {
      await expect(verifyToken({ jwtKey }, await instance.sign())).rejects.toThrow(
        /jwtKey is not a public key/,
      )
    }
  })

  test('error: a blank key is refused', async () => {
    const token = await instance.sign()
    await expect(verifyToken(ctx, token, { jwtKey: ' \n' })).rejects.toThrow('jwtKey is blank')
  })

  test('error: a key is required', async () => {
    await expect(verifyToken({ now: () => NOW }, await instance.sign())).rejects.toMatchObject({
      name: 'ClerkConfigError',
      message: expect.stringContaining(
        'ctx.publishableKey, ctx.jwtKey or ctx.secretKey is missing',
      ),
    })
  })
})

describe('args: headerType', () => {
  test.each([
    [undefined, undefined, 'ok'],
    [undefined, 'JWT', 'token-invalid'],
    [undefined, ['JWT'], 'token-invalid'],
    ['', undefined, 'token-invalid'],
    ['jwt', undefined, 'token-invalid'],
    ['at+jwt', 'at+jwt', 'ok'],
    ['at+jwt', ['at+jwt', 'application/at+jwt'], 'ok'],
    ['JWT', 'at+jwt', 'token-invalid'],
    ['custom', ['at+jwt', 'application/at+jwt'], 'token-invalid'],
  ])('behavior: typ %j with %j: %s', async (typ, headerType, expected) => {
    expect(await reason(await instance.sign(claims(), { typ }), { headerType })).toBe(expected)
  })
})

describe('behavior: claims', () => {
  const failed = 'token-verification-failed'
  const parties = 'token-invalid-authorized-parties'
  const table: [string, object, VerifyTokenOptions, string][] = [
    ['empty sub', { sub: '' }, {}, 'ok'],
    ['no sub', { sub: undefined }, {}, failed],
    ['sub of another kind', { sub: 1 }, {}, failed],
    ['no aud', { aud: undefined }, { audience: 'a' }, 'ok'],
    ['empty aud', { aud: '' }, { audience: 'a' }, 'ok'],
    ['aud of empty values', { aud: ['', ''] }, { audience: 'a' }, 'ok'],
    ['no audience', { aud: 'a' }, {}, 'ok'],
    ['an empty list of audiences', { aud: 'a' }, { audience: [] }, 'ok'],
    ['aud is the audience', { aud: 'a' }, { audience: 'a' }, 'ok'],
    ['aud is in the list', { aud: 'a' }, { audience: ['b', 'a'] }, 'ok'],
    ['lists meet', { aud: ['a', 'c'] }, { audience: ['b', 'a'] }, 'ok'],
    ['aud is part of the audience', { aud: 'a' }, { audience: 'ab' }, failed],
    ['the audience is part of aud', { aud: 'ab' }, { audience: 'a' }, failed],
    ['lists do not meet', { aud: ['c', ''] }, { audience: ['a', 'b'] }, failed],
    ['aud of another kind', { aud: [1] }, { audience: 'a' }, 'ok'],
    ['no azp, no parties', { azp: undefined }, { authorizedParties: [] }, 'ok'],
    ['no azp', { azp: undefined }, { authorizedParties: ['a'] }, parties],
    ['empty azp', { azp: '' }, { authorizedParties: ['a'] }, parties],
    ['azp not in parties', { azp: 'b' }, { authorizedParties: ['a'] }, parties],
    [
      'azp with another slash',
      { azp: 'https://a/' },
      { authorizedParties: ['https://a'] },
      parties,
    ],
    ['azp in parties', { azp: 'a' }, { authorizedParties: ['b', 'a'] }, 'ok'],
    ['no exp', { exp: undefined }, {}, failed],
    ['exp as text', { exp: `${SECONDS + 9}` }, {}, failed],
    ['exp null', { exp: null }, {}, failed],
    ['exp now, no skew', { exp: SECONDS }, { clockSkewInMs: 0 }, 'token-expired'],
    ['exp in a second, no skew', { exp: SECONDS + 1 }, { clockSkewInMs: 0 }, 'ok'],
    ['exp a second ago, no skew', { exp: SECONDS - 1 }, { clockSkewInMs: 0 }, 'token-expired'],
    ['exp a second ago', { exp: SECONDS - 1 }, {}, 'ok'],
    ['exp at the border', { exp: SECONDS - 5 }, {}, 'token-expired'],
    ['exp a second ago, skew NaN', { exp: SECONDS - 1 }, { clockSkewInMs: NaN }, 'ok'],
    ['exp a minute ago, skew NaN', { exp: SECONDS - 60 }, { clockSkewInMs: NaN }, 'token-expired'],
    [
      'exp an hour ago, skew Infinity',
      { exp: SECONDS - 3600 },
      { clockSkewInMs: Infinity },
      'token-expired',
    ],
    ['no nbf', { nbf: undefined }, {}, 'ok'],
    ['nbf now', { nbf: SECONDS }, { clockSkewInMs: 0 }, 'ok'],
    ['nbf as text', { nbf: '1' }, {}, failed],
    [
      'nbf in a second, no skew',
      { nbf: SECONDS + 1 },
      { clockSkewInMs: 0 },
      'token-not-active-yet',
    ],
    ['nbf at the border', { nbf: SECONDS + 5 }, {}, 'ok'],
    ['nbf past the border', { nbf: SECONDS + 6 }, {}, 'token-not-active-yet'],
    ['no iat', { iat: undefined }, {}, 'ok'],
    ['iat as text', { iat: '1' }, {}, failed],
    [
      'iat in a second, no skew',
      { iat: SECONDS + 1 },
      { clockSkewInMs: 0 },
      'token-iat-in-the-future',
    ],
    ['iat at the border', { iat: SECONDS + 5 }, {}, 'ok'],
    ['iat past the border', { iat: SECONDS + 6 }, {}, 'token-iat-in-the-future'],
  ]
  test.each(table)('%s', async (_, over, options, expected) => {
    expect(await reason(await instance.sign(claims({ ...over })), options)).toBe(expected)
  })

  test('behavior: audience, parties and skew may be set on the context', async () => {
    expect(
      await reason(await instance.sign(), {}, { authorizedParties: ['https://other.example'] }),
    ).toBe(parties)
    expect(await reason(await instance.sign(claims({ aud: 'a' })), {}, { audience: 'b' })).toBe(
      failed,
    )
    expect(
      await reason(await instance.sign(claims({ exp: SECONDS - 1 })), {}, { clockSkewInMs: 0 }),
    ).toBe('token-expired')
  })
})

test('error: a signature has one spelling', async () => {
  const token = await instance.sign()
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = letters.indexOf(token.at(-1) ?? '')
  for (const bits of [1, 2, 15]) {
    const other = token.slice(0, -1) + letters[last ^ bits]
    await expect(verifyToken(ctx, other)).rejects.toMatchObject({ reason: 'token-invalid' })
  }
})
