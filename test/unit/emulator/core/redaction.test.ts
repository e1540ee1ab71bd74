import { expect, test } from 'vitest'
import {
  isSecretName,
  redact,
  redactPath,
  redactQuery,
  redactText,
} from '#emulator/core/redaction.ts'

const nothing = () => false
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyX2FkYSJ9.c2lnbmF0dXJl'

test.each([
  'password',
  'new_password',
  'currentPassword',
  'password_digest',
  'secret',
  'client_secret',
  'totp_secret',
  'secret_key',
  'signing_key',
  'api_key',
  'token',
  'refresh_token',
  'sessionToken',
  'jwt',
  'ticket',
  '__clerk_ticket',
  'rotating_token_nonce',
  'cookie',
  'Set-Cookie',
  'authorization',
  'code',
  'otp_code',
  'backup_codes',
  'code_verifier',
  'client_assertion',
  '__session',
  '__client',
  '__clerk_db_jwt',
  '__clerk_handshake',
])('behavior: %s is the name of a secret', (name) => expect(isSecretName(name)).toBe(true))

test.each([
  'id',
  'password_enabled',
  'token_type',
  'country_code',
  'code_challenge',
  'publishable_key',
  'key',
  'client_id',
  'session_id',
  'slug',
  '__client_uat',
  '__clerk_status',
  '__clerk_redirect_url',
  'grant_type',
  'email_code',
])('behavior: %s is not the name of a secret', (name) => expect(isSecretName(name)).toBe(false))

test.each([
  ['a secret key', `sk_test_${'aB3'.repeat(12)}`],
  ['a secret key of production', `sk_live_${'aB3'.repeat(12)}`],
  ['a signing secret', 'whsec_Y2xlcmtsZXQgZW11bGF0b3I='],
  ['a key of a machine', 'ak_2bCdEfGhIjKlMnOpQrStUvWxYz1'],
  ['an M2M token', 'mt_2bCdEfGhIjKlMnOpQrStUvWxYz1'],
  ['an access token', 'oat_2bCdEfGhIjKlMnOpQrStUvWxYz1'],
  ['a refresh token', 'ort_2bCdEfGhIjKlMnOpQrStUvWxYz1'],
  ['the token of a browser', 'dvb_2bCdEfGhIjKlMnOpQrStUvWxYz1'],
  ['a ticket', 'ticket_2bCdEfGhIjKlMnOpQrStUvWxYz1'],
  ['a JWT', JWT],
  ['a bearer', 'Bearer abcdefghijklmnopqrst'],
  ['basic credentials', 'Basic YWJjOmRlZmdoaWprbG1ub3A='],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'],
  ['a digest', '$2b$10$abcdefghijklmnopqrstuvwxyz'],
  ['another digest', '$argon2id$v=19$m=4096,t=3,p=1$c2FsdA$aGFzaA'],
])('behavior: %s is redacted in any text, and the text around it is kept', (_, secret) => {
  expect(redactText(`before ${secret} after`, nothing)).toBe('before … after')
  expect(redact({ note: [{ text: secret }] }, nothing)).toEqual({ note: [{ text: '…' }] })
  expect(redact({ [secret]: 1 }, nothing)).toEqual({ '…': 1 })
})

test('behavior: an incomplete private key is redacted', () => {
  expect(redactText('key: -----BEGIN RSA PRIVATE KEY-----\nMIIE', nothing)).toBe('key: …')
})

test('behavior: ids are kept, also those of keys and tokens', () => {
  for (const id of ['user_2bCdEfGhIjKlMnOpQrStUvWxYz1', `ak_${'0a'.repeat(16)}`, 'sess_ada']) {
    expect(redactText(id, nothing)).toBe(id)
  }
})

test('behavior: an issued key is redacted, whatever its form', () => {
  const isIssued = (text: string) => text === 'opensesame'
  expect(redact({ note: 'opensesame' }, isIssued)).toEqual({ note: '…' })
  expect(redactPath('/v1/keys/opensesame', isIssued)).toBe('/v1/keys/…')
  expect(redactQuery('?about=opensesame', isIssued)).toBe('?about=…')
})

test('behavior: under the name of a secret, only true, false and null are kept', () => {
  expect(
    redact(
      {
        password: 'hunter2',
        code: 424242,
        backup_codes: ['one', 'two'],
        token: { object: 'token', jwt: 'x', deep: [{ value: 'y', n: 1 }] },
        secret: { enabled: true, since: null },
        ticket: '',
      },
      nothing,
    ),
  ).toEqual({
    password: '…',
    code: '…',
    backup_codes: ['…', '…'],
    token: { object: 'token', jwt: '…', deep: [{ value: '…', n: '…' }] },
    secret: { enabled: true, since: null },
    ticket: '',
  })
})

test('behavior: the code of an error is kept', () => {
  const error = { code: 'form_identifier_exists', message: 'taken', long_message: 'It is taken.' }
  expect(redact({ errors: [error] }, nothing)).toEqual({ errors: [error] })
})

test('behavior: the private members of a JSON Web Key are redacted', () => {
  expect(redact({ kty: 'RSA', n: 'abc', d: 'def', p: 'ghi' }, nothing)).toEqual({
    kty: 'RSA',
    n: 'abc',
    d: '…',
    p: '…',
  })
})

test.each([
  ['?__session=abc&limit=10', '?__session=…&limit=10'],
  ['?a=1&__clerk_ticket=abc', '?a=1&__clerk_ticket=…'],
  ['?%5F%5Fsession=abc', '?%5F%5Fsession=…'],
  ['?code=abc&state=xyz', '?code=…&state=xyz'],
  ['?query=ada%20lovelace', '?query=ada%20lovelace'],
  [`?redirect_url=${encodeURIComponent('https://a.example/?__clerk_ticket=abc')}`, undefined],
  [`?q=${JWT}`, '?q=…'],
  ['?flag&token=a=b', '?flag&token=…'],
  ['?bad=%E0%A4%A', '?bad=%E0%A4%A'],
  ['', ''],
])(
  'behavior: the secrets of the query %s are redacted',
  (search, shown = '?redirect_url=https://a.example/?__clerk_ticket=…') => {
    expect(redactQuery(search, nothing)).toBe(shown)
  },
)

test.each([
  [
    'https://a.example/accept?__clerk_ticket=abc&x=1',
    'https://a.example/accept?__clerk_ticket=…&x=1',
  ],
  [
    'otpauth://totp/Acme:ada?secret=JBSWY3DP&issuer=Acme',
    'otpauth://totp/Acme:ada?secret=…&issuer=Acme',
  ],
  ['https://app.svix.com/login#key=eyJhcHBJZCI6ImFwcF8xIn0', 'https://app.svix.com/login#key=…'],
  ['__session=abc; Path=/; HttpOnly', '__session=…; Path=/; HttpOnly'],
])('behavior: a secret is redacted in the text %s', (text, shown) => {
  expect(redactText(text, nothing)).toBe(shown)
})

test.each(['x', 'a-', 'eyJ-', 'a=', 'ak_', '-----BEGIN ', '$2a$', 'Bearer ', '%3D', '__session'])(
  'behavior: a long text of %j is redacted within the time limit of a test',
  (part) => {
    // A redaction in quadratic time would take minutes.
    const text = part.repeat(200_000 / part.length)
    expect(redactText(text, nothing).length).toBeLessThanOrEqual(text.length)
  },
)

test('behavior: a secret in a parameter of a parameter of a parameter is redacted', () => {
  const inner = encodeURIComponent('https://a.example/?x=1&__clerk_ticket=hidden')
  const outer = encodeURIComponent(`https://b.example/?redirect_url=${inner}`)
  expect(redactQuery(`?redirect_url=${outer}`, nothing)).not.toContain('hidden')
})

test('behavior: deeply nested values are cut, and __proto__ is an ordinary name', () => {
  let deep: unknown = 'end'
  for (let i = 0; i < 100_000; i++) deep = [deep]
  expect(JSON.stringify(redact(deep, nothing))).toContain('"…"')
  const odd = redact(JSON.parse('{"__proto__":{"password":"x"}}'), nothing)
  expect(JSON.stringify(odd)).toBe('{"__proto__":{"password":"…"}}')
})
