import { eventOf, UserSchema, WebhookEventSchemas } from 'clerklet/schemas'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { userCreated } from '#fixtures/webhook.ts'

test('default: an event as sent', () => {
  expect(v.is(WebhookEventSchemas['user.created'], userCreated())).toBe(true)
})

test('behavior: the fields that verifyWebhook adds are accepted', () => {
  expect(v.is(WebhookEventSchemas['user.created'], userCreated({ id: 'msg_1' }))).toBe(true)
})

test('behavior: only the data of the type is accepted', () => {
  expect(v.is(WebhookEventSchemas['role.created'], userCreated())).toBe(false)
  expect(v.is(WebhookEventSchemas['user.deleted'], userCreated())).toBe(false)
})

test('behavior: eventOf makes the schema of one type from the schema of its data', () => {
  const schema = eventOf(UserSchema)

  expect(v.is(schema, userCreated())).toBe(true)
  expect(v.is(schema, userCreated({ data: { id: 'user_ada' } }))).toBe(false)
})

test.each(['timestamp', 'instance_id', 'data'])('error: an event without %s is refused', (key) => {
  expect(v.is(WebhookEventSchemas['user.created'], userCreated({ [key]: undefined }))).toBe(false)
})
