import { signWebhook, verifyWebhook } from 'clerklet/webhooks'
import { expect, test } from 'vitest'
import { OTHER_SIGNING_SECRET, SIGNING_SECRET, userCreated } from '#fixtures/webhook.ts'

const signingSecret = SIGNING_SECRET

test('default', async () => {
  const delivery = await signWebhook(userCreated(), { signingSecret })

  expect(delivery).toEqual({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'svix-id': expect.stringMatching(/^msg_\w{32}$/),
      'svix-timestamp': expect.stringMatching(/^\d{10}$/),
      'svix-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
    },
    body: JSON.stringify(userCreated()),
  })
  await expect(verifyWebhook(delivery, { signingSecret })).resolves.toMatchObject(userCreated())
})

test('args: id and timestamp, which give a known signature', async () => {
  const body = '{"type":"user.created","data":{"id":"user_1"},"object":"event"}'

  const { headers } = await signWebhook(body, {
    signingSecret,
    id: 'msg_2abc',
    timestamp: 1_700_000_000.9,
  })

  expect(headers).toMatchObject({
    'svix-id': 'msg_2abc',
    'svix-timestamp': '1700000000',
    'svix-signature': 'v1,6LFjqS3HO1/Gm8WUf87Tey0qdrlo+XKdr3GVEm/9yCQ=',
  })
})

test('args: several secrets, a signature of each', async () => {
  const both = [SIGNING_SECRET, OTHER_SIGNING_SECRET]

  const delivery = await signWebhook(userCreated(), { signingSecret: both })

  expect(delivery.headers['svix-signature']?.split(' ')).toHaveLength(2)
  for (const signingSecret of both) {
    await expect(verifyWebhook(delivery, { signingSecret })).resolves.toBeDefined()
  }
})

test('behavior: the result can be passed to Request', async () => {
  const request = new Request('https://example.com', await signWebhook('{}', { signingSecret }))

  expect(request.method).toBe('POST')
  expect(await request.text()).toBe('{}')
})

test('behavior: every delivery has its own id', async () => {
  const [one, two] = await Promise.all([
    signWebhook({}, { signingSecret }),
    signWebhook({}, { signingSecret }),
  ])

  expect(one.headers['svix-id']).not.toBe(two.headers['svix-id'])
})

test('error: a malformed secret', async () => {
  await expect(signWebhook({}, { signingSecret: 'sk_test_x' })).rejects.toMatchObject({
    name: 'ClerkWebhookError',
    code: 'invalid-secret',
  })
})

test.each<[string, unknown, unknown, string]>([
  ['no options', {}, undefined, 'signWebhook has no options'],
  ['options of null', {}, null, 'signWebhook has no options'],
  ['a BigInt', { size: 1n }, { signingSecret }, 'cannot be written as JSON'],
  ['no event', undefined, { signingSecret }, 'cannot be written as JSON'],
])('error: %s', async (_, event, options, message) => {
  await expect(signWebhook(event as object, options as { signingSecret: string })).rejects.toThrow(
    expect.objectContaining({
      name: 'ClerkConfigError',
      message: expect.stringContaining(message),
    }),
  )
})
