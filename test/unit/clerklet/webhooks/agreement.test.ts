import { verifyWebhook as official } from '@clerk/backend/webhooks'
import { signWebhook, verifyWebhook, type WebhookSource } from 'clerklet/webhooks'
import fc from 'fast-check'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { describe, expect, test } from 'vitest'

/** A message and its signature from the test suites of svix and of its ports to other languages. */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}

const others = {
  svix: {
    prefix: 'svix',
    sign: (secret: string, id: string, at: Date, body: string) =>
      new SvixWebhook(secret).sign(id, at, body),
    verify: (secret: string, headers: Record<string, string>, body: string) =>
      new SvixWebhook(secret).verify(body, headers),
  },
  standardwebhooks: {
    prefix: 'webhook',
    sign: (secret: string, id: string, at: Date, body: string) =>
      new StandardWebhook(secret).sign(id, at, body),
    verify: (secret: string, headers: Record<string, string>, body: string) =>
      new StandardWebhook(secret).verify(body, headers),
  },
}

const message = fc.record({
  secret: fc
    .uint8Array({ minLength: 1, maxLength: 64 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`),
  id: fc.stringMatching(/^msg_\w{1,40}$/),
  data: fc.jsonValue(),
  // Without `unit`, the text would be ASCII only.
  text: fc.string({ unit: 'grapheme' }),
})
const bodyOf = (content: object) => JSON.stringify({ type: 'user.created', ...content })

test('signWebhook makes the published signature', async () => {
  const { secret, id, timestamp, body, signature } = VECTOR

  const { headers } = await signWebhook(body, { signingSecret: secret, id, timestamp })

  expect(headers['svix-signature']).toBe(signature)
})

test('the published delivery is verified, but is not an event', async () => {
  const { secret, id, timestamp, body, signature } = VECTOR
  const headers = { 'svix-id': id, 'svix-timestamp': `${timestamp}`, 'svix-signature': signature }

  const verified = verifyWebhook(
    { headers, body },
    { signingSecret: secret, now: () => timestamp * 1000 },
  )

  await expect(verified).rejects.toMatchObject({ code: 'invalid-body' })
})

describe.each(Object.entries(others))('%s', (_, { prefix, sign, verify }) => {
  test('its signatures are verified here', async () => {
    await fc.assert(
      fc.asyncProperty(message, async ({ secret, id, data, text }) => {
        const at = new Date()
        const body = bodyOf({ data, text })
        const headers = {
          [`${prefix}-id`]: id,
          [`${prefix}-timestamp`]: `${Math.floor(at.getTime() / 1000)}`,
          [`${prefix}-signature`]: sign(secret, id, at, body),
        }

        const event = await verifyWebhook({ headers, body }, { signingSecret: secret })

        expect(event).toMatchObject({ ...JSON.parse(body), id })
      }),
    )
  })

  test('it verifies our signatures', async () => {
    await fc.assert(
      fc.asyncProperty(message, async ({ secret, id, data, text }) => {
        const event = { type: 'user.created', data, text }

        const { headers, body } = await signWebhook(event, { signingSecret: secret, id })

        const named = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.replace('svix', prefix), value]),
        )
        expect(verify(secret, named, body)).toEqual(JSON.parse(body))
      }),
    )
  })
})

describe('the official SDK', () => {
  const secret = VECTOR.secret
  const seconds = Math.floor(Date.now() / 1000)
  const change = fc.record(
    {
      'svix-id': fc.constantFrom('', ' ', 'msg_other', 'msg_1 '),
      'svix-timestamp': fc.constantFrom(
        ...['', 'x', '1700000000'],
        ...[-1000, -1, 1, 1000].map((difference) => `${seconds + difference}`),
      ),
      'svix-signature': fc
        .array(fc.constantFrom('SIGNATURE', 'v1,bm9wZQ==', 'v1,!', 'v2,x', 'v1', '', 'v1a,x'))
        .map((entries) => entries.join(' ')),
    },
    { requiredKeys: [] },
  )
  /** Generates changes of a delivery's headers: none, of the signature alone, or of any headers. */
  const changes = fc.oneof(
    fc.constant({}),
    change.map(({ 'svix-signature': signature }) =>
      signature ? { 'svix-signature': signature } : {},
    ),
    change,
  )
  const tampering = fc.constantFrom(false, false, false, true)

  test('verifies our signatures', async () => {
    const sent = await signWebhook({ type: 'user.created', data: {} }, { signingSecret: secret })

    const event = await official(new Request('https://example.com', sent) as never, {
      signingSecret: secret,
    })

    expect(event).toMatchObject({ type: 'user.created', data: {} })
  })

  test('accepts and refuses the same deliveries', async () => {
    let accepted = 0
    const accepts = (verified: Promise<unknown>) =>
      verified.then(
        () => true,
        () => false,
      )
    await fc.assert(
      fc.asyncProperty(changes, tampering, async (changes, tampered) => {
        const { headers, body } = await signWebhook(
          { type: 'user.created', data: {} },
          { signingSecret: secret, id: 'msg_1' },
        )
        const changed: Record<string, string> = { ...headers, ...changes }
        changed['svix-signature'] = `${changed['svix-signature']}`.replaceAll(
          'SIGNATURE',
          headers['svix-signature'] ?? '',
        )
        const sent = (): WebhookSource =>
          new Request('https://example.com', {
            method: 'POST',
            headers: changed,
            body: tampered ? `${body} ` : body,
          })

        const ours = await accepts(verifyWebhook(sent(), { signingSecret: secret }))
        const theirs = await accepts(official(sent() as never, { signingSecret: secret }))

        expect(ours).toBe(theirs)
        accepted += Number(ours)
      }),
      { numRuns: 300 },
    )
    // The cases include many accepted and many refused deliveries.
    expect(accepted).toBeGreaterThan(30)
    expect(accepted).toBeLessThan(270)
  })
})
