import { expect, test } from 'vitest'
import { banner, messageLine } from '#emulator/server/terminal.ts'

const HERE = 'http://localhost:4010'
const env = { CLERK_PROXY_URL: HERE, CLERK_SECRET_KEY: 'sk_test_emulator' }

test('default: the banner has the URLs, the variables and a note about the proxy URL', () => {
  expect(banner({ instance: 'shop', url: HERE, env, framework: undefined })).toBe(
    `Clerk is at http://localhost:4010, for the instance shop.
The dashboard is at http://localhost:4010/, and people sign in at http://localhost:4010/sign-in

The variables of an application that uses it.

CLERK_PROXY_URL="http://localhost:4010"
CLERK_SECRET_KEY="sk_test_emulator"

Set the option proxyUrl to this URL where a program does not read CLERK_PROXY_URL. Otherwise, browsers send requests to Clerk itself.
`,
  )
})

test.each([
  ['next', '.env.local'],
  ['vite', '.env.local'],
  ['astro', '.env'],
  ['workers', '.dev.vars'],
] as const)('args: for %s, the banner has the file %s and its variable', (framework, file) => {
  const named = { NEXT_PUBLIC_CLERK_PROXY_URL: HERE }
  const text = banner({ instance: 'shop', url: HERE, env: named, framework })
  expect(text).toContain(`For ${file}:\n`)
  expect(text).toContain('does not read NEXT_PUBLIC_CLERK_PROXY_URL.')
})

test('behavior: the banner says how to trust the certificate', () => {
  const url = 'https://localhost:4010'
  const given = { instance: 'shop', url, env, framework: undefined, certificate: '/caches/a.pem' }
  expect(banner(given)).toContain('NODE_EXTRA_CA_CERTS')
})

const message = {
  channel: 'email',
  to: 'ada@example.com',
  subject: 'Your code',
  body: 'Hello',
  code: null,
  link: null,
} as const

test.each([
  [message, 'E-mail to ada@example.com: Your code'],
  [{ ...message, code: '424242' }, 'E-mail to ada@example.com: code 424242'],
  [{ ...message, link: `${HERE}/x` }, `E-mail to ada@example.com: ${HERE}/x`],
  [
    { ...message, code: '424242', link: `${HERE}/x` },
    `E-mail to ada@example.com: code 424242, ${HERE}/x`,
  ],
  [
    { ...message, channel: 'sms', to: '+15555550100', subject: null } as const,
    'SMS to +15555550100: Hello',
  ],
])('behavior: a message is one line: %j', (given, line) => {
  expect(messageLine(given)).toBe(line)
})

test.each(['\n', '\r', '\u001b[2J', '\u0007', '\u202e', '\u2028', '\u009b'])(
  'behavior: control characters in a message are replaced: %j',
  (character) => {
    const line = messageLine({ ...message, subject: `a${character}b` })
    expect(line).not.toContain(character[0])
    expect(line.startsWith('E-mail to ada@example.com: a ')).toBe(true)
  },
)
