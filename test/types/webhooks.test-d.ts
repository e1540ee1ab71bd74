import type { DeletedObject, Email, SessionWithUser, User } from 'clerklet'
import { eventOf, type Schema, UserSchema, WebhookEventSchemas } from 'clerklet/schemas'
import {
  type ClerkWebhookError,
  handleWebhook,
  signWebhook,
  verifyWebhook,
  type WebhookEnvelope,
  type WebhookErrorCode,
  type WebhookEvent,
  type WebhookEventData,
  type WebhookEventType,
} from 'clerklet/webhooks'
import { describe, expectTypeOf, test } from 'vitest'

const signingSecret = 'whsec_x'
declare const request: Request
declare const event: WebhookEvent

describe('behavior: calls that must compile', () => {
  test('comparing the type narrows the data', () => {
    if (event.type === 'user.created') expectTypeOf(event.data).toEqualTypeOf<User>()
    if (event.type === 'user.deleted') expectTypeOf(event.data).toEqualTypeOf<DeletedObject>()
    if (event.type === 'session.pending') expectTypeOf(event.data).toEqualTypeOf<SessionWithUser>()
  })

  test('switch narrows, and the default case has the other types', () => {
    switch (event.type) {
      case 'user.created':
      case 'user.updated':
        expectTypeOf(event.data).toEqualTypeOf<User>()
        break
      case 'email.created':
        expectTypeOf(event.data).toEqualTypeOf<Email>()
        break
      default:
        expectTypeOf(event.type).toExtend<string>()
        expectTypeOf(event.type).not.toExtend<'user.created'>()
        expectTypeOf(event.data).toBeUnknown()
    }
  })

  test('Extract selects one event', () => {
    type Created = Extract<WebhookEvent, { type: 'user.created' }>
    expectTypeOf<Created['type']>().toEqualTypeOf<'user.created'>()
    expectTypeOf<Created['data']>().toEqualTypeOf<User>()
  })

  test('the union has one member for each of the 46 types, and one for unlisted types', () => {
    type Listed = { [Type in WebhookEventType]: Extract<WebhookEvent, { type: Type }>['data'] }
    expectTypeOf<Listed>().toEqualTypeOf<{ [Type in WebhookEventType]: WebhookEventData[Type] }>()
    type Unlisted = Exclude<WebhookEvent, { type: WebhookEventType }>
    expectTypeOf<Unlisted['data']>().toBeUnknown()
    expectTypeOf<Unlisted['type']>().toExtend<string>()
  })

  test('a type that is not listed is a string', () => {
    const type: string = event.type
    switch (type) {
      case 'user.created':
      case 'something.new':
        expectTypeOf(event.data).toBeUnknown()
    }
  })

  test('every event has an id, a time, an instance, and an optional request', () => {
    expectTypeOf(event.id).toBeString()
    expectTypeOf(event.timestamp).toBeNumber()
    expectTypeOf(event.instance_id).toBeString()
    expectTypeOf(event.event_attributes?.http_request?.client_ip).toEqualTypeOf<
      string | undefined
    >()
  })

  test('verifyWebhook takes requests, and the headers and bodies of frameworks', () => {
    expectTypeOf(verifyWebhook).returns.resolves.toEqualTypeOf<WebhookEvent>()
    expectTypeOf(verifyWebhook).toBeCallableWith(request, { signingSecret })
    const secrets = [signingSecret, signingSecret] as const
    expectTypeOf(verifyWebhook).toBeCallableWith(request, { signingSecret: secrets, tolerance: 5 })
    const node: { headers: NodeJS.Dict<string | string[]>; body: Buffer } = {
      headers: {},
      body: Buffer.from(''),
    }
    expectTypeOf(verifyWebhook).toBeCallableWith(node, { signingSecret })
  })

  test('a signed delivery can be sent and verified', async () => {
    const signed = await signWebhook({ type: 'user.created' }, { signingSecret })
    expectTypeOf(signed).toExtend<RequestInit>()
    expectTypeOf(verifyWebhook).toBeCallableWith(signed, { signingSecret })
  })

  test('a handler receives the event of its type', () => {
    handleWebhook(request, {
      signingSecret,
      on: {
        'user.created': (event) => expectTypeOf(event.data).toEqualTypeOf<User>(),
        'user.deleted': async ({ data }) => expectTypeOf(data).toEqualTypeOf<DeletedObject>(),
      },
      fallback: (event) => expectTypeOf(event).toEqualTypeOf<WebhookEvent>(),
      seen: new Set<string>(),
    })
  })

  test('a schema has the type of its event', () => {
    expectTypeOf(WebhookEventSchemas['user.created']).toEqualTypeOf<
      Schema<WebhookEnvelope<'user.created', User>>
    >()
    expectTypeOf(eventOf<'user.created', User>(UserSchema)).toEqualTypeOf<
      Schema<WebhookEnvelope<'user.created', User>>
    >()
  })

  test('the codes of errors are listed', () => {
    expectTypeOf<ClerkWebhookError['code']>().toEqualTypeOf<WebhookErrorCode>()
    expectTypeOf<'too-old'>().toExtend<WebhookErrorCode>()
  })
})

describe('error: calls that must not compile', () => {
  test('a secret is needed', () => {
    // @ts-expect-error: the secret is not read from the environment
    verifyWebhook(request)
    // @ts-expect-error: the option is signingSecret
    verifyWebhook(request, { secret: signingSecret })
    // @ts-expect-error: the variable may be unset
    verifyWebhook(request, { signingSecret: process.env.CLERK_WEBHOOK_SIGNING_SECRET })
  })

  test('a body that was parsed', () => {
    // @ts-expect-error: the body must be raw
    verifyWebhook({ headers: {}, body: { type: 'user.created' } }, { signingSecret })
  })

  test('a handler of a type that does not exist', () => {
    // @ts-expect-error: the type is user.created
    handleWebhook(request, { signingSecret, on: { 'users.created': () => {} } })
  })

  test('a type that is misspelled', () => {
    // @ts-expect-error: the type is user.created
    if (event.type === 'users.created') return
    switch (event.type) {
      // @ts-expect-error: the type is user.created
      case 'User.created':
    }
  })

  test('data that was not narrowed', () => {
    // @ts-expect-error: the event may have any type
    event.data.first_name
    if (event.type === 'user.deleted') {
      // @ts-expect-error: a deleted user has few fields
      event.data.first_name
    }
  })

  test('a code that does not exist', () => {
    const error = {} as ClerkWebhookError
    // @ts-expect-error: the code is too-old
    if (error.code === 'too_old') return
  })
})
