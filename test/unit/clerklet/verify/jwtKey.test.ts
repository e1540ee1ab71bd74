import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { JwtKey } from '#clerklet/index.ts'
import {
  authenticateHeader,
  authenticateRequest,
  createTokenCache,
  verifyMachineToken,
  verifyToken,
} from '#clerklet/verify/index.ts'
import { claims, NOW, signer } from '#fixtures/tokens.ts'

const instance = await signer('ins_1')
const stranger = await signer('ins_2')
const token = await instance.sign()
const { pem } = instance
const body = pem.replace(/-----.*?-----|\s/g, '')
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Makes a context with `jwtKey`. A request with this context fails the test. */
const context = (jwtKey: unknown) => ({
  jwtKey: jwtKey as JwtKey,
  publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
  secretKey: 'sk_test_fixturefixture',
  now: () => NOW,
  fetch: async () => {
    throw new Error('nothing may be sent')
  },
})

async function refusal(jwtKey: unknown): Promise<string> {
  const error: Error = await verifyToken(context(jwtKey), token).then(
    () => new Error('it was accepted'),
    (thrown) => thrown,
  )
  return `${error.name}: ${error.message}`
}

describe('behavior: a PEM in the forms in which it is pasted', () => {
  test.each([
    ['as it is', pem],
    ['bare', body],
    ['with CRLF', pem.replaceAll('\n', '\r\n')],
    ['with CR', pem.replaceAll('\n', '\r')],
    ['with spaces for line breaks', pem.replaceAll('\n', ' ')],
    ['on one line', pem.replaceAll('\n', '')],
    ['with escaped line breaks', pem.replaceAll('\n', '\\n')],
    ['with doubly escaped line breaks', pem.replaceAll('\n', '\\\\n')],
    ['with escaped CRLF', pem.replaceAll('\n', '\\r\\n')],
    ['with backslashes at line ends', pem.replaceAll('\n', '\\\n')],
    ['with escapes and backslashes at line ends', pem.replaceAll('\n', '\\n\\\n')],
    ['indented', pem.replaceAll('\n', '\n    ')],
    ['in double quotes', `"${pem}"`],
    ['in single quotes', `'${pem}'`],
    ['in backticks', `\`${pem}\``],
    ['in typographic quotes', `“${pem}”`],
    ['in escaped quotes', `\\"${pem.replaceAll('\n', '\\n')}\\"`],
    ['with a trailing comma', `"${pem.replaceAll('\n', '\\n')}",`],
    ['with each line in quotes', pem.replace(/^(.+)$/gm, '"$1\\n"')],
    ['with other text around it', `the key:\n${pem}\nthanks`],
    ['with zero-width spaces', `\u200b${pem.replaceAll('\n', '\u200b\n\u200b')}\ufeff`],
    ['with no-break spaces', pem.replaceAll('\n', '\u00a0\n')],
    ['as base64 of the whole', base64(pem)],
    ['as base64 of the whole, wrapped', base64(pem).replace(/(.{76})/g, '$1\n')],
    ['as base64 of the whole, with CRLF in it', base64(pem.replaceAll('\n', '\r\n'))],
    ['as base64url of the whole', Buffer.from(pem).toString('base64url')],
    ['as base64 of the whole, in quotes', `"${base64(pem)}"`],
    ['with a body in base64url', body.replaceAll('+', '-').replaceAll('/', '_')],
    ['bare, in quotes and with a comma', `"${body}",`],
    ['bare, without padding', body.replace(/=+$/, '')],
  ])('%s', async (_, jwtKey) => {
    await expect(verifyToken(context(jwtKey), token)).resolves.toEqual(claims())
    await expect(verifyToken(context(jwtKey), await stranger.sign())).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    })
  })
})

describe('behavior: a JWK or a JWKS', () => {
  const { jwk } = instance
  const { kid: _kid, alg: _alg, use: _use, ...bare } = jwk

  test.each<[string, unknown]>([
    ['a JWK', jwk],
    ['a JWK without id and algorithm', bare],
    ['a JWKS', { keys: [stranger.jwk, jwk] }],
    ['a JWKS with keys of other kinds', { keys: [{ kty: 'EC', kid: 'ins_1' }, jwk, null] }],
    ['a JWKS whose key has no id', { keys: [bare] }],
    ['a JWK as text', JSON.stringify(jwk)],
    ['a JWKS as text', JSON.stringify({ keys: [jwk] }, null, 2)],
    ['a JWKS as base64', base64(JSON.stringify({ keys: [jwk] }))],
  ])('%s', async (_, jwtKey) => {
    await expect(verifyToken(context(jwtKey), token)).resolves.toEqual(claims())
    expect(
      await authenticateHeader(context(jwtKey), {
        headers: new Headers({ authorization: `Bearer ${token}` }),
      }),
    ).toMatchObject({ status: 'signed-in' })
  })

  test('the id of the token chooses among the keys of a JWKS', async () => {
    const jwks = { keys: [jwk, { ...stranger.jwk, kid: 'ins_9' }] }

    await expect(verifyToken(context(jwks), await stranger.sign())).rejects.toMatchObject({
      reason: 'jwk-kid-mismatch',
      message: 'ctx.jwtKey has no key with the id "ins_2".',
    })
    await expect(
      verifyToken(context(jwks), await stranger.sign(claims(), { kid: 'ins_9' })),
    ).resolves.toEqual(claims())
    await expect(
      verifyToken(context(jwks), await instance.sign(claims(), { kid: 'ins_9' })),
    ).rejects.toMatchObject({ reason: 'token-invalid-signature' })
  })

  test('the id of a single JWK is ignored, as with a PEM', async () => {
    const other = await instance.sign(claims(), { kid: 'whatever' })

    await expect(verifyToken(context(jwk), other)).resolves.toEqual(claims())
  })

  test('a key verifies its algorithm only, which is RS256 by default', async () => {
    const rs512 = await instance.sign(claims(), { alg: 'RS512' })
    const refused = {
      reason: 'token-verification-failed',
      message: expect.stringContaining('RS256'),
    }

    await expect(verifyToken(context(bare), rs512)).rejects.toMatchObject(refused)
    await expect(verifyToken(context(jwk), rs512)).rejects.toMatchObject(refused)
    await expect(verifyToken(context({ ...bare, alg: 'RS512' }), rs512)).resolves.toEqual(claims())
  })

  test('a JWKS that is changed in place is used at once', async () => {
    const jwks = { keys: [jwk] }
    await verifyToken(context(jwks), token)
    jwks.keys = [stranger.jwk]

    await expect(verifyToken(context(jwks), token)).rejects.toMatchObject({
      reason: 'jwk-kid-mismatch',
    })
  })

  test('a token cache keeps the tokens of different keys apart', async () => {
    const tokenCache = createTokenCache()
    const header = { headers: new Headers({ authorization: `Bearer ${token}` }) }
    const state = async (key: unknown) =>
      (await authenticateHeader(context(key), header, { tokenCache })).reason

    expect(await state(jwk)).toBe(null)
    expect(await state({ ...stranger.jwk, kid: 'ins_1' })).toBe('token-invalid-signature')
  })

  test('it may be an option', async () => {
    await expect(
      verifyToken({ now: () => NOW }, token, { jwtKey: { keys: [jwk] } }),
    ).resolves.toEqual(claims())
  })
})

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
const spki = { format: 'pem', type: 'spki' } as const
const pkcs1 = { format: 'pem', type: 'pkcs1' } as const
const pkcs8 = { format: 'pem', type: 'pkcs8' } as const
const sec1 = { format: 'pem', type: 'sec1' } as const
const unarmoured = (text: string | Buffer) => `${text}`.replace(/-----.*?-----|\s/g, '')

/** A self-signed certificate that is valid until 2036. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIB9DCCAV2gAwIBAgIUNc2N48TfjKEnc7NTKwCC4dO3nigwDQYJKoZIhvcNAQEL
BQAwDDEKMAgGA1UEAwwBeDAeFw0yNjExMjkxMjAyNTBaFw0zNjExMjYxMjAyNTBa
MAwxCjAIBgNVBAMMAXgwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBANdAoFLX
FAc2xJ6xkBlWstVcP/ZBsgVoQneZX3D07Ayz6hEF0xrIbN87jaGJNge1B3p6rcL/
MmFCX7Vo0wf9gpzqBi67T5YYf4PPbDstfRyrA3RTN5x79sURsfcF7ndaPDA5w7vj
yy4YvIy5PZmkQUMpj/UWJJcpTSi4V41Umk+JAgMBAAGjUzBRMB0GA1UdDgQWBBSq
JqeMpmLNk6lwrNYwGqPc4eDBnDAfBgNVHSMEGDAWgBSqJqeMpmLNk6lwrNYwGqPc
4eDBnDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAMZ6JJAVl/D8
+D8auftikgd98RRK/TZF+ClcMsvLRpcOw33s2SQtdcHYCufdoqYpmpNAxZ4wH59R
bsXD/3Ds9SjU+g25WD5A0kwmCH6YlrOhdrQucSAEtl6I8exCq1ppwCHSApZNFDj7
444zV4R/EmnvPuR6eC2kB/99N8c/E428
-----END CERTIFICATE-----`

test('the certificate above is valid', () => {
  expect(createPublicKey(new X509Certificate(CERTIFICATE).publicKey.export(spki)).type).toBe(
    'public',
  )
})

const lines = pem.trim().split('\n')
const REFUSED: [string, unknown, string][] = [
  ['blank', ' \n', 'blank'],
  ['quotes around nothing', '""', 'blank'],
  ['armour around nothing', `${lines[0]}\n${lines.at(-1)}`, 'blank'],
  ['cut to its first line', lines[0], 'cut off after its first line'],
  ['cut to its first line, escaped', `"${lines[0]}\\n`, 'cut off after its first line'],
  ['cut within', lines.slice(0, 4).join('\n'), 'cut off: its END line is missing'],
  ['cut at its beginning', lines.slice(2).join('\n'), 'cut off: its BEGIN line is missing'],
  ['cut between its lines', [lines[0], lines[1], lines.at(-1)].join('\n'), 'cut off'],
  ['bare and cut', body.slice(0, 100), 'cut off'],
  ['bare and cut in the middle of a byte', body.slice(0, 101), 'cut off'],
  ['a few letters', 'MIIBI', 'cut off'],
  ['its middle', body.slice(8), 'not a public key'],
  ['base64 of something else', 'bm90IGEga2V5', 'not a public key'],
  ['something behind it', `${body}AAAA`, 'not a public key'],
  ['not base64', 'not a key!', 'not base64'],
  ['masked', `${lines[0]}\n••••\n${lines.at(-1)}`, 'not base64'],
  ['a placeholder', 'YOUR_JWT_KEY', 'not a public key'],
  ['a certificate', CERTIFICATE, 'a certificate'],
  ['a bare certificate', unarmoured(CERTIFICATE), 'a certificate'],
  ['PKCS#1', rsa.publicKey.export(pkcs1), 'a PKCS#1 key (RSA PUBLIC KEY)'],
  ['bare PKCS#1', unarmoured(rsa.publicKey.export(pkcs1)), 'a PKCS#1 key (RSA PUBLIC KEY)'],
  ['a private key', rsa.privateKey.export(pkcs8), 'a private key'],
  ['a private key, PKCS#1', rsa.privateKey.export(pkcs1), 'a private key'],
  ['a private key, EC', ec.privateKey.export(sec1), 'a private key'],
  ['a bare private key', unarmoured(rsa.privateKey.export(pkcs8)), 'a private key'],
  ['a bare private key, EC', unarmoured(ec.privateKey.export(sec1)), 'a private key'],
  ['EC', ec.publicKey.export(spki), 'an EC key, not an RSA key'],
  ['RSA-PSS', pss.publicKey.export(spki), 'not an RSA key'],
  ['1024 bits', weak.publicKey.export(spki), 'an RSA key of 1024 bits'],
  ['an .env line', `CLERK_JWT_KEY="${pem}"`, 'a line of an .env file'],
  ['an .env line, exported and bare', `export CLERK_JWT_KEY=${body}`, 'a line of an .env file'],
  [
    'another PEM',
    '-----BEGIN PGP MESSAGE-----\nAAAA\n-----END PGP MESSAGE-----',
    'a PEM of another kind (PGP MESSAGE)',
  ],
  ['an SSH key', 'ssh-rsa AAAAB3NzaC1yc2E me@host', 'an SSH key'],
  ['a URL', 'https://clerk.example.com/.well-known/jwks.json', 'a URL'],
  ['a token', token, 'a token'],
  ['a secret key', 'sk_test_abcdefgh', 'another key'],
  ['a publishable key', 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k', 'another key'],
  ['the id of a key', 'ins_2abcdefgh', 'another key'],
  ['JSON that is cut', '{"keys":[', 'JSON that cannot be parsed'],
  ['JSON of something else', '{"error":"not found"}', 'neither a JWK nor a JWKS'],
  ['an empty JWKS', { keys: [] }, 'a JWKS without an RSA key for signatures'],
  [
    'a JWKS of EC keys',
    { keys: [ec.publicKey.export({ format: 'jwk' })] },
    'a JWKS without an RSA',
  ],
  ['a JWK of EC', ec.publicKey.export({ format: 'jwk' }), 'a JWK of the kind EC, not RSA'],
  ['a private JWK', rsa.privateKey.export({ format: 'jwk' }), 'a private key'],
  [
    'a JWKS with a private one',
    { keys: [rsa.privateKey.export({ format: 'jwk' })] },
    'a private key',
  ],
  [
    'a private JWK without d',
    { ...rsa.privateKey.export({ format: 'jwk' }), d: undefined },
    'a private key',
  ],
  [
    'a JWKS with a symmetric one',
    { keys: [instance.jwk, { kty: 'oct', k: 'AQ' }] },
    'a private key',
  ],
  [
    'a private key behind the public one',
    `${instance.pem}\n${rsa.privateKey.export(pkcs8)}`,
    'a private key',
  ],
  ['a JWK to encrypt with', { ...instance.jwk, use: 'enc' }, 'a JWK that is not for signatures'],
  ['a JWK of another algorithm', { ...instance.jwk, alg: 'PS256' }, 'a JWK for PS256'],
  ['a JWK of 1024 bits', weak.publicKey.export({ format: 'jwk' }), 'an RSA key of 1024 bits'],
  ['a JWK without n', { kty: 'RSA', e: 'AQAB' }, 'a JWK without n and e in base64url'],
  [
    'a JWK with a broken n',
    { kty: 'RSA', n: '!', e: 'AQAB' },
    'a JWK without n and e in base64url',
  ],
]

describe('error: the message names the flaw', () => {
  test.each(REFUSED)('%s', async (_, jwtKey, flaw) => {
    const message = await refusal(jwtKey)

    expect(message).toContain(`ClerkConfigError: ctx.jwtKey is ${flaw}`)
    expect(message).toContain('set it to the public key of the instance')
    expect(message.length).toBeLessThan(250)
  })

  test('every time, since a failure is not cached', async () => {
    expect(await refusal('bm90IGEga2V5')).toBe(await refusal('bm90IGEga2V5'))
  })

  test('in all four functions, before the request is read', async () => {
    const request = new Request('https://example.com/')
    for (const jwtKey of [lines[0], ' ', 'MIIBI', { kty: 'EC' }]) {
      const ctx = context(jwtKey)
      for (const work of [
        () => authenticateHeader(ctx, request),
        () => authenticateRequest(ctx, request),
        () => verifyToken(ctx, 'not a token'),
        () => verifyMachineToken(ctx, 'ak_1'),
      ]) {
        await expect(work()).rejects.toMatchObject({
          name: 'ClerkConfigError',
          message: expect.stringContaining('ctx.jwtKey is '),
        })
      }
    }
  })

  test('without any part of the value', async () => {
    for (const [, jwtKey] of REFUSED) {
      const text = typeof jwtKey === 'string' ? jwtKey : JSON.stringify(jwtKey)
      const message = await refusal(jwtKey)
      for (const part of text.match(/[\w+/]{12,}/g) ?? []) {
        if (!/BEGIN|CERTIFICATE/.test(part)) expect(message).not.toContain(part)
      }
    }
  })
})
