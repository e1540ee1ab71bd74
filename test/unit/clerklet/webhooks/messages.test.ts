import { verifyWebhook, type WebhookSource } from 'clerklet/webhooks'
import { describe, expect, test } from 'vitest'
import { delivery, OTHER_SIGNING_SECRET, SIGNING_SECRET, userCreated } from '#fixtures/webhook.ts'

const signingSecret = SIGNING_SECRET
const sent = await delivery(userCreated({ timestamp: undefined }))
const body = await sent.clone().text()
const headers = Object.fromEntries(sent.headers)

/** Returns the message for a refused delivery. Expects that it contains no secret, no signature and no body. */
async function refusal(source: WebhookSource, options: object = {}): Promise<string> {
  const error: Error = await verifyWebhook(source, { signingSecret, ...options }).then(
    () => new Error('it was accepted'),
    (thrown) => thrown,
  )
  for (const secret of [SIGNING_SECRET.slice(6), headers['svix-signature'], '"object"']) {
    expect(error.message).not.toContain(secret)
  }
  return error.message
}

describe('error: a signing secret of another kind is named', () => {
  test.each<[unknown, string]>([
    [undefined, 'signingSecret is missing'],
    ['', 'signingSecret is missing'],
    [7, 'signingSecret is of type number'],
    [[], 'signingSecret is an empty list'],
    [`"${SIGNING_SECRET}"`, 'signingSecret is in quotes'],
    [` '${SIGNING_SECRET}'`, 'signingSecret is in quotes'],
    ['sk_test_abc', 'signingSecret is a secret key of the API'],
    ['pk_test_abc', 'signingSecret is a publishable key'],
    ['ep_2abc', 'signingSecret is another key, or an id'],
    ['https://example.com/webhooks', 'signingSecret is a URL'],
    [`CLERK_WEBHOOK_SIGNING_SECRET=${SIGNING_SECRET}`, 'signingSecret is a line of an .env file'],
    ['whsec_', 'signingSecret is empty'],
    ['whsec_••••', 'signingSecret is not whsec_ followed by base64'],
    [[SIGNING_SECRET, 'sk_test_abc'], 'signingSecret[1] is a secret key of the API'],
    [[SIGNING_SECRET, undefined], 'signingSecret[1] is missing'],
  ])('%j', async (secret, words) => {
    expect(await refusal({ headers, body }, { signingSecret: secret })).toMatch(
      RegExp(`^invalid-secret: ${words.replace(/[[\]]/g, '\\$&')}.*set it to the signing secret`),
    )
  })
})

describe('error: a body that cannot match says why', () => {
  test.each<[string, () => WebhookSource, string]>([
    ['no body', () => ({ headers, body: undefined }), 'unreadable-body: the source has no body'],
    ['an empty body', () => ({ headers, body: '' }), 'no-matching-signature: the body is empty'],
    ['null', () => ({ headers, body: null }), 'no-matching-signature: the body is empty'],
    [
      'an object as text',
      () => ({ headers, body: `${{}}` }),
      'the body was an object and became text',
    ],
    ['base64', () => ({ headers, body: btoa(body) }), 'the body is base64: decode it'],
    [
      'base64 of indented JSON',
      () => ({ headers, body: btoa('{\n  "type": "x"\n}') }),
      'the body is base64: decode it',
    ],
    [
      'text that should be base64',
      () => ({ headers, body: '{', isBase64Encoded: true }),
      'unreadable-body: isBase64Encoded is set, and the body is not base64',
    ],
    ['parsed and serialised', () => ({ headers, body: `${body} ` }), 'the body is not the raw one'],
    ['parsed', () => ({ headers, body: JSON.parse(body) }), 'pass the raw body'],
  ])('%s', async (_, source, words) => {
    expect(await refusal(source())).toContain(words)
  })

  test('a body that was read before', async () => {
    const read = sent.clone()
    await read.text()

    await expect(verifyWebhook(read, { signingSecret })).rejects.toMatchObject({
      name: 'ClerkConfigError',
      message: expect.stringContaining('verify first'),
    })
  })

  test('a body that broke off', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })

    expect(await refusal({ headers: sent.headers, body })).toContain(
      'unreadable-body: the body was read before, or is incomplete',
    )
  })

  test.each([
    ['a promise', Promise.resolve('{}'), 'is a promise: await it'],
    ['a Map', new Map(), 'was parsed'],
    ['an object of a class', new (class Body {})(), 'was parsed'],
  ])('%s is a mistake of the caller', async (_, body, words) => {
    const mistake = { headers: sent.headers, body } as unknown as Request

    await expect(verifyWebhook(mistake, { signingSecret })).rejects.toMatchObject({
      name: 'ClerkConfigError',
      message: expect.stringContaining(words),
    })
  })

  test('another secret', async () => {
    expect(await refusal(sent.clone(), { signingSecret: OTHER_SIGNING_SECRET })).toContain(
      'no-matching-signature: signingSecret is not that of this endpoint, or',
    )
  })

  test('a signed body that is not an event', async () => {
    expect(await refusal(await delivery('{}'))).toBe(
      'invalid-body: the body is signed, and is not the JSON of an event',
    )
  })
})

describe('error: the message for a time contains the distance', () => {
  const at = (seconds: number) => ({
    now: () => (Number(headers['svix-timestamp']) + seconds) * 1000,
  })

  test.each<[number, string]>([
    [400, 'too-old: signed 400 s ago, and tolerance is 300 s: '],
    [
      -400,
      'too-new: signed 400 s in the future, and tolerance is 300 s: the clock of this machine is behind',
    ],
  ])('%d seconds', async (seconds, words) => {
    expect(await refusal({ headers, body }, at(seconds))).toContain(words)
  })

  test('a time that is not a number', async () => {
    const late = { ...headers, 'svix-timestamp': 'soon' }

    expect(await refusal({ headers: late, body })).toBe(
      'invalid-timestamp: svix-timestamp is not a number',
    )
  })
})

test('behavior: an event of API Gateway is verified, its body in base64', async () => {
  const utf8 = await delivery(userCreated({ data: { first_name: 'Ada é' } }))
  const event = {
    headers: Object.fromEntries(utf8.headers),
    body: Buffer.from(await utf8.text()).toString('base64'),
    isBase64Encoded: true,
  }

  await expect(verifyWebhook(event, { signingSecret })).resolves.toMatchObject({
    data: { first_name: 'Ada é' },
  })
  await expect(
    verifyWebhook({ headers, body, isBase64Encoded: false }, { signingSecret }),
  ).resolves.toMatchObject({ type: 'user.created' })
})
