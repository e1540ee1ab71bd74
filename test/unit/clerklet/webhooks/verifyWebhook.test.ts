import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { ClerkConfigError } from 'clerklet'
import {
  ClerkWebhookError,
  verifyWebhook,
  type WebhookErrorCode,
  type WebhookSource,
} from 'clerklet/webhooks'
import { describe, expect, test, vi } from 'vitest'
import { delivery, OTHER_SIGNING_SECRET, SIGNING_SECRET, userCreated } from '#fixtures/webhook.ts'

const signingSecret = SIGNING_SECRET
const NOW = 1_700_000_000_000
const now = () => NOW
const BODY = '{"type":"user.created","data":{"id":"user_1"},"object":"event"}'

/** The headers of a delivery, with a signature that was not computed by clerklet. */
const KNOWN = {
  'svix-id': 'msg_2abc',
  'svix-timestamp': '1700000000',
  'svix-signature': 'v1,6LFjqS3HO1/Gm8WUf87Tey0qdrlo+XKdr3GVEm/9yCQ=',
}
const SIGNATURE = KNOWN['svix-signature']

const request = (headers: object = {}, body: BodyInit = BODY) =>
  new Request('https://example.com', {
    method: 'POST',
    headers: { ...KNOWN, ...headers },
    body,
  })

async function codeOf(
  source: WebhookSource,
  options: Partial<Parameters<typeof verifyWebhook>[1]> = {},
): Promise<WebhookErrorCode | 'accepted'> {
  try {
    await verifyWebhook(source, { signingSecret, now, ...options })
    return 'accepted'
  } catch (error) {
    expect(error).toBeInstanceOf(ClerkWebhookError)
    return (error as ClerkWebhookError).code
  }
}

test('U03 default: a delivery with a matching signature resolves to its event', async () => {
  const event = await verifyWebhook(request(), { signingSecret, now })

  expect(event).toEqual({
    type: 'user.created',
    object: 'event',
    data: { id: 'user_1' },
    id: 'msg_2abc',
    timestamp: NOW,
  })
})

test('U08 behavior: everything of the payload is returned, with the id of the message', async () => {
  const sent = userCreated({ something_new: [1] })

  const event = await verifyWebhook(await delivery(sent, { id: 'msg_1' }), { signingSecret })

  expect(event).toEqual({ ...sent, id: 'msg_1' })
})

describe('timestamp', () => {
  test.each([
    ['milliseconds stay', 1_716_883_200_123, 1_716_883_200_123],
    ['seconds become milliseconds', 1_716_883_200, 1_716_883_200_000],
    ['without one it is the time of signing', undefined, NOW],
    ['null is none', null, NOW],
    ['text is none', '1716883200', NOW],
    ['a list is none', [], NOW],
  ])('behavior: %s', async (_, timestamp, expected) => {
    const sent = await delivery(userCreated({ timestamp }), { timestamp: NOW / 1000 })

    const event = await verifyWebhook(sent, { signingSecret, now })

    expect(event.timestamp).toBe(expected)
  })
})

describe('args: signingSecret', () => {
  test('U06 args: one', async () => {
    expect(await codeOf(request(), { signingSecret: SIGNING_SECRET })).toBe('accepted')
  })

  test.each([
    ['the new one first', [OTHER_SIGNING_SECRET, SIGNING_SECRET]],
    ['the old one first', [SIGNING_SECRET, OTHER_SIGNING_SECRET]],
  ])('args: several while one replaces another, %s', async (_, signingSecret) => {
    expect(await codeOf(request(), { signingSecret })).toBe('accepted')
  })

  test.each([
    ['without its prefix', SIGNING_SECRET.slice(6)],
    ['without padding', SIGNING_SECRET.replace('=', '')],
  ])('args: %s', async (_, signingSecret) => {
    expect(await codeOf(request(), { signingSecret })).toBe('accepted')
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty string', ''],
    ['only the prefix', 'whsec_'],
    ['only the prefix and padding', 'whsec_=='],
    ['no base64', 'whsec_not base64'],
    ['the other alphabet of base64', 'whsec_-_-_'],
    ['a secret key', 'sk_test_abc'],
    ['an empty list', []],
    ['a list with an empty one', [SIGNING_SECRET, '']],
    ['a list with an unset one', [SIGNING_SECRET, undefined]],
    ['a list with a malformed one', [SIGNING_SECRET, 'whsec_!']],
    // biome-ignore lint/suspicious/noSparseArray: the hole is the case
    ['a list with a hole', [, SIGNING_SECRET]],
    ['a list in a list', [[SIGNING_SECRET]]],
    ['an object that becomes a secret', { toString: () => SIGNING_SECRET }],
    ['an object that replaces like a secret', { replace: () => 'dGVzdA==' }],
    ['a String object', Object(SIGNING_SECRET)],
  ])('U02 error: %s is refused, before the headers are looked at', async (_, signingSecret) => {
    const bare = { headers: {}, body: '' }

    expect(await codeOf(bare, { signingSecret: signingSecret as string })).toBe('invalid-secret')
    expect(await codeOf(request(), { signingSecret: signingSecret as string })).toBe(
      'invalid-secret',
    )
  })

  test('error: no error shows a secret, a signature or the body', async () => {
    const secret = 'whsec_c2VjcmV0LXNlY3JldA=='
    const cases: [WebhookSource, string][] = [
      [request(), `${secret}!`],
      [request(), secret],
      [request({ 'svix-timestamp': 'x' }), secret],
      [request({ 'svix-id': '' }), secret],
      [await delivery('{"secret": "MDEyMzQ1"', { signingSecret: secret }), secret],
    ]

    for (const [source, signingSecret] of cases) {
      const error = await verifyWebhook(source, { signingSecret }).catch((error) => error)
      const shown = `${error} ${error.stack} ${JSON.stringify(error)} ${error.cause}`
      expect(error.name).toBe('ClerkWebhookError')
      expect(shown).not.toMatch(/c2Vj|6LFj|MDEyMzQ1/)
    }
  })
})

describe('args: headers', () => {
  test('args: the names of Standard Webhooks', async () => {
    const headers = Object.fromEntries(
      Object.entries(KNOWN).map(([name, value]) => [name.replace('svix', 'webhook'), value]),
    )

    expect(await codeOf({ headers, body: BODY })).toBe('accepted')
  })

  test('args: when both are there, those of Svix are used', async () => {
    const headers = { ...KNOWN, 'webhook-id': 'msg_other', 'webhook-signature': 'v1,x' }

    expect(await codeOf({ headers, body: BODY })).toBe('accepted')
  })

  test('args: an object, as Node has it', async () => {
    const headers = { ...KNOWN, host: 'example.com', 'set-cookie': ['a', 'b'], empty: undefined }

    expect(await codeOf({ headers, body: BODY })).toBe('accepted')
  })

  test('args: a list of one, as some gateways have it', async () => {
    const headers = Object.fromEntries(
      Object.entries(KNOWN).map(([name, value]) => [name, [value]]),
    )

    expect(await codeOf({ headers, body: BODY })).toBe('accepted')
  })

  test.each<[string, (name: string) => string]>([
    ['Title-Case, as API Gateway has it', (name) => name.replace(/\b\w/g, (c) => c.toUpperCase())],
    ['upper case', (name) => name.toUpperCase()],
  ])('args: names in %s', async (_, spelled) => {
    const entries = Object.entries(KNOWN).map(([name, value]) => [spelled(name), value] as const)

    expect(await codeOf({ headers: Object.fromEntries(entries), body: BODY })).toBe('accepted')
    const lists = Object.fromEntries(entries.map(([name, value]) => [name, [value]]))
    expect(await codeOf({ headers: lists, body: BODY })).toBe('accepted')
  })

  test('args: a list of objects, as CloudFront has it', async () => {
    const headers = Object.fromEntries(
      Object.entries(KNOWN).map(([key, value]) => [key, [{ key, value }]]),
    )

    expect(await codeOf({ headers, body: BODY })).toBe('accepted')
  })

  test('error: a name in two cases has two values', async () => {
    const headers = { ...KNOWN, 'Svix-Id': 'msg_other' }

    expect(await codeOf({ headers, body: BODY })).toBe('no-matching-signature')
  })

  test.each([
    ['a list', (headers: object) => ({ ...headers, 'svix-signature': ['v1,bm9wZQ==', SIGNATURE] })],
    ['a number', (headers: object) => ({ ...headers, 'svix-timestamp': NOW / 1000 })],
  ])('args: a value that is %s', async (_, change) => {
    expect(await codeOf({ headers: change(KNOWN) as never, body: BODY })).toBe('accepted')
  })

  test.each<[string, unknown]>([
    ['an empty list', []],
    ['an object', {}],
    ['a symbol', Symbol('x')],
    ['NaN', Number.NaN],
    ['true', true],
  ])('error: a value that is %s is missing', async (_, value) => {
    const headers = { ...KNOWN, 'svix-id': value } as never

    expect(await codeOf({ headers, body: BODY })).toBe('missing-headers')
  })

  test('args: any object with a method get', async () => {
    expect(await codeOf({ headers: new Map(Object.entries(KNOWN)) as never, body: BODY })).toBe(
      'accepted',
    )
  })

  test('behavior: a header called get is a header', async () => {
    expect(await codeOf({ headers: { ...KNOWN, get: 'x' }, body: BODY })).toBe('accepted')
    expect(await codeOf({ headers: { get: 'x' }, body: BODY })).toBe('missing-headers')
  })

  test('U01 error: without headers all three are named', async () => {
    const error = await verifyWebhook(new Request('https://example.com'), { signingSecret }).catch(
      (error) => error,
    )

    expect(error).toMatchObject({
      code: 'missing-headers',
      message: 'missing-headers: svix-id,svix-timestamp,svix-signature',
    })
  })

  test.each([
    ['empty', ''],
    ['blank', '   '],
    ['a tab', '\t'],
    ['a new line', '\n'],
  ])('U07 error: a header that is %s is missing, and named', async (_, value) => {
    for (const name of Object.keys(KNOWN)) {
      for (const headers of [
        { ...KNOWN, [name]: value },
        new Headers({ ...KNOWN, [name]: value }),
      ]) {
        const error = await verifyWebhook({ headers, body: BODY }, { signingSecret, now }).catch(
          (error) => error,
        )
        expect(error.message).toBe(`missing-headers: ${name}`)
      }
    }
  })

  test('behavior: space around a value is no part of it', async () => {
    const headers = Object.fromEntries(
      Object.entries(KNOWN).map(([name, value]) => [name, ` ${value}\t`]),
    )

    expect(await codeOf({ headers, body: BODY })).toBe('accepted')
  })
})

describe('args: tolerance', () => {
  test.each<[string, number, number | undefined, string]>([
    ['300 seconds old', 300, undefined, 'accepted'],
    ['301 seconds old', 301, undefined, 'too-old'],
    ['300 seconds ahead', -300, undefined, 'accepted'],
    ['301 seconds ahead', -301, undefined, 'too-new'],
    ['10 seconds old with a tolerance of 5', 10, 5, 'too-old'],
    ['10 seconds ahead with a tolerance of 5', -10, 5, 'too-new'],
    ['a day old with a tolerance of a day', 86_400, 86_400, 'accepted'],
    ['1 second old with a tolerance of 0', 1, 0, 'too-old'],
  ])('args: %s', async (_, age, tolerance, expected) => {
    const sent = await delivery(BODY, { timestamp: NOW / 1000 - age })

    expect(await codeOf(sent, { tolerance })).toBe(expected)
  })

  test.each<[unknown]>([[Number.NaN], [Infinity], [-Infinity], [-1], ['300'], [true], [{}]])(
    'error: a tolerance of %o is a mistake of the configuration',
    async (tolerance) => {
      const options = { signingSecret, now, tolerance: tolerance as number }

      const error = await verifyWebhook(request(), options).catch((error) => error)

      expect(error).toBeInstanceOf(ClerkConfigError)
      expect(error.message).toBe('tolerance must be a number of seconds: finite, and 0 or more')
    },
  )

  test('args: null is the default', async () => {
    const sent = await delivery(BODY, { timestamp: NOW / 1000 - 300 })

    expect(await codeOf(sent, { tolerance: null as never })).toBe('accepted')
  })

  test.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('clock')
      },
    ],
    ['returns no number', () => 'soon'],
    ['returns NaN', () => Number.NaN],
    ['is no function', 5],
  ])('error: a clock that %s is a mistake of the configuration', async (_, clock) => {
    const verified = verifyWebhook(request(), { signingSecret, now: clock as () => number })

    await expect(verified).rejects.toBeInstanceOf(ClerkConfigError)
  })

  test('behavior: fractions of the current second do not count', async () => {
    const sent = await delivery(BODY, { timestamp: NOW / 1000 - 300 })

    expect(await codeOf(sent, { now: () => NOW + 999 })).toBe('accepted')
  })

  test('behavior: the current time is that of the system', async () => {
    const options = { now: undefined }

    expect(await codeOf(await delivery(), options)).toBe('accepted')
    expect(await codeOf(request(), options)).toBe('too-old')
  })

  test.each(['soon', 'NaN', '-', 'e5'])('error: %s is not a time', async (value) => {
    expect(await codeOf(request({ 'svix-timestamp': value }))).toBe('invalid-timestamp')
  })

  test.each([
    ['1700000001', 'no-matching-signature'],
    ['1e400', 'too-old'],
    ['99999999999999999999999', 'too-new'],
    ['-1700000000', 'too-old'],
  ])('error: a time of %s is refused', async (value, expected) => {
    expect(await codeOf(request({ 'svix-timestamp': value }))).toBe(expected)
  })
})

describe('signatures', () => {
  test.each([
    ['U05 one that does not match, and one that does', `v1,bm9wZQ== ${SIGNATURE}`],
    ['U05 one that is not base64, and one that does', `v1,no_base64! ${SIGNATURE}`],
    ['several spaces', `v1,bm9wZQ==   ${SIGNATURE}`],
    ['an asymmetric one beside it', `v1a,${SIGNATURE.slice(3)} ${SIGNATURE}`],
    ['five hundred others', `${'v1,bm9wZQ== '.repeat(500)}${SIGNATURE}`],
  ])('behavior: %s is accepted', async (_, signatures) => {
    expect(await codeOf(request({ 'svix-signature': signatures }))).toBe('accepted')
  })

  test.each([
    ['U04 of something else', 'v1,bm9wZQ=='],
    ['without a version', SIGNATURE.slice(3)],
    ['of another version', `v2,${SIGNATURE.slice(3)}`],
    ['of an asymmetric version', `v1a,${SIGNATURE.slice(3)}`],
    ['without a value', 'v1,'],
    ['cut short', SIGNATURE.slice(0, -5)],
    ['with something behind it', `${SIGNATURE},x`],
    ['in another spelling of base64', SIGNATURE.replace('=', '')],
    ['in small letters', SIGNATURE.toLowerCase()],
  ])('error: a signature %s is refused', async (_, signatures) => {
    expect(await codeOf(request({ 'svix-signature': signatures }))).toBe('no-matching-signature')
  })

  test('error: a signature with another secret is refused', async () => {
    const options = { signingSecret: OTHER_SIGNING_SECRET }

    expect(await codeOf(request(), options)).toBe('no-matching-signature')
  })

  test.each([
    ['id', { 'svix-id': 'msg_2abd' }, BODY],
    ['time', { 'svix-timestamp': '1700000001' }, BODY],
    ['body', {}, BODY.replace('user_1', 'user_2')],
    ['white space of the body', {}, BODY.replace(',', ', ')],
  ])('error: another %s is refused', async (_, headers, body) => {
    expect(await codeOf(request(headers, body))).toBe('no-matching-signature')
  })
})

describe('bounded work', () => {
  const other = (index: number) => `v1,${btoa(String.fromCharCode(index).repeat(32))}`
  const others = (count: number) => Array.from({ length: count }, (_, index) => other(index))

  async function comparisons(signatures: string, secrets: string[] = [SIGNING_SECRET]) {
    const verify = vi.spyOn(crypto.subtle, 'verify')
    const sign = vi.spyOn(crypto.subtle, 'sign')
    const source = request({ 'svix-signature': signatures })
    const code = await codeOf(source, { signingSecret: secrets })
    const calls = verify.mock.calls.length
    expect(sign).not.toHaveBeenCalled()
    vi.restoreAllMocks()
    return [code, calls]
  }

  test('behavior: a signature costs one comparison', async () => {
    expect(await comparisons(SIGNATURE)).toEqual(['accepted', 1])
  })

  test('behavior: the fifth signature is checked', async () => {
    expect(await comparisons([...others(4), SIGNATURE].join(' '))).toEqual(['accepted', 5])
  })

  test('error: the sixth signature is not checked', async () => {
    const signatures = [...others(5), SIGNATURE].join(' ')

    expect(await comparisons(signatures)).toEqual(['no-matching-signature', 5])
  })

  test('behavior: each secret costs five comparisons at the most', async () => {
    const secrets = [OTHER_SIGNING_SECRET, SIGNING_SECRET]

    expect(await comparisons(others(200).join(' '), secrets)).toEqual(['no-matching-signature', 10])
  })

  test.each([
    ['text', 'x '.repeat(32_768)],
    ['spaces', ' '.repeat(65_535)],
    ['short signatures', 'v1,bm9wZQ== '.repeat(5_461)],
    ['a long signature', `v1,${'A'.repeat(65_532)}`],
    ['versions', 'v1,'.repeat(21_845)],
    ['signatures of another version', `v1a,${'A'.repeat(43)}= `.repeat(1_365)],
    ['signatures with bits too many', `v1,${'A'.repeat(42)}B= `.repeat(1_365)],
  ])('behavior: 64 kB of %s cost no comparison', async (_, signatures) => {
    const started = performance.now()

    expect(await comparisons(`x${signatures}`)).toEqual(['no-matching-signature', 0])
    expect(performance.now() - started).toBeLessThan(250)
  })
})

describe('error: a source that is no request is a mistake of the configuration', () => {
  const throwing = () => {
    throw new Error('secret of mine')
  }

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', BODY],
    ['a number', 7],
    ['the context of Hono', { req: { raw: request() }, env: {} }],
    ['the request of Hono', { raw: request(), header: () => 'x' }],
    ['an event of Lambda without headers', { headers: null, body: BODY }],
    ['headers that are pairs', { headers: Object.entries(KNOWN), body: BODY }],
    ['headers that are a function', { headers: () => ({}), body: BODY }],
    ['headers that throw', Object.defineProperty({}, 'headers', { get: throwing })],
    ['a header that throws', { headers: { get: throwing }, body: BODY }],
    ['a body that throws', Object.defineProperty({ headers: KNOWN }, 'body', { get: throwing })],
    ['a proxy that throws', new Proxy({}, { get: throwing })],
  ])('%s', async (_, source) => {
    const options = { signingSecret, now }

    const error = await verifyWebhook(source as WebhookSource, options).catch((error) => error)

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).not.toContain('secret of mine')
  })
})

describe('args: body', () => {
  const bytes = new TextEncoder().encode(BODY)

  test.each<[string, () => WebhookSource['body']]>([
    ['text', () => BODY],
    ['bytes', () => bytes],
    ['a Buffer', () => Buffer.from(BODY)],
    ['an ArrayBuffer', () => bytes.slice().buffer],
    ['a Blob', () => new Blob([BODY])],
    ['a stream', () => new Blob([BODY]).stream()],
    ['a stream of Node', () => Readable.toWeb(Readable.from([bytes])) as ReadableStream],
  ])('args: %s', async (_, body) => {
    expect(await codeOf({ headers: KNOWN, body: body() })).toBe('accepted')
  })

  test('behavior: text outside ASCII', async () => {
    const sent = await delivery(userCreated({ data: { name: 'Ada 𝒜 é \u2028' } }))

    expect(await verifyWebhook(sent, { signingSecret })).toMatchObject({
      data: { name: 'Ada 𝒜 é \u2028' },
    })
  })

  test('behavior: it is read once', async () => {
    const sent = request()

    await verifyWebhook(sent, { signingSecret, now })

    expect(sent.bodyUsed).toBe(true)
    await expect(verifyWebhook(sent, { signingSecret, now })).rejects.toThrow(ClerkConfigError)
  })

  test('behavior: it is not read when the headers are refused', async () => {
    const sent = request({ 'svix-timestamp': '1' })

    expect(await codeOf(sent)).toBe('too-old')
    expect(sent.bodyUsed).toBe(false)
  })

  test('error: a stream that is being read', async () => {
    const sent = request()
    sent.body?.getReader()

    expect(await codeOf(sent)).toBe('unreadable-body')
  })

  test('error: a stream that breaks off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) })

    expect(await codeOf({ headers: KNOWN, body })).toBe('unreadable-body')
  })

  test.each<[string, unknown]>([
    ['an object', JSON.parse(BODY)],
    ['an object without prototype', Object.create(null)],
    ['an object of another realm', runInNewContext('({})')],
    ['a list', []],
    ['a number', 7],
    ['false', false],
  ])('error: one that was parsed, to %s, is a mistake of the configuration', async (_, body) => {
    const source = { headers: KNOWN, body: body as string }

    const error = await verifyWebhook(source, { signingSecret, now }).catch((error) => error)

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toMatch(/was parsed.*pass the raw body/)
  })

  test.each([
    ...['', 'null', '[]', '7', '"user.created"', '{}', '{"type":""}', '{', BODY + BODY],
    ...['{"type":7}', '{"type":{"toString":1}}', '{"type":["user.created"]}', '['.repeat(9_999)],
  ])('error: %s is signed and no event', async (body) => {
    expect(await codeOf(await delivery(body), { now: undefined })).toBe('invalid-body')
  })
})
