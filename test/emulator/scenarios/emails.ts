import {
  bulkCreateEmails,
  type CreateEmailParams,
  createEmail,
  createUser,
  getEmail,
} from 'clerklet'
import { expect } from 'vitest'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const mail: CreateEmailParams = {
  to: { address: 'ada@example.com' },
  from: { address: 'team@example.com' },
  subject: 'Welcome',
  text: 'Hello Ada',
}

export const scenarios: Scenarios = {
  'an e-mail is sent to an address or to a user, and can be read': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const user = await createUser(ctx, { email_address: ['ada@example.com'] })
    const sent = await createEmail(ctx, mail)
    expect(sent).toMatchObject({
      to_email_address: 'ada@example.com',
      email_address_id: user.primary_email_address_id,
      user_id: user.id,
      from_email_name: 'team',
      subject: 'Welcome',
      body_plain: 'Hello Ada',
      status: 'queued',
    })
    expect(await getEmail(ctx, sent.id)).toEqual(sent)
    expect(eventsAbout(emulator, 'email')).toMatchObject([{ type: 'email.created', data: sent }])
    const { id: _, ...toUser } = await createEmail(ctx, { ...mail, to: { user_id: user.id } })
    expect(sent).toMatchObject(toUser)
    const stranger = await createEmail(ctx, { ...mail, to: { address: 'bob@example.com' } })
    expect(stranger).toMatchObject({ email_address_id: null, user_id: null })
    await refused(getEmail(ctx, 'ema_none'), 404, 'resource_not_found')
  },

  'an idempotency key sends an e-mail once, and is refused for another e-mail': async ({
    ctx,
    refused,
  }) => {
    const send = (params: object = {}, idempotencyKey = 'welcome-1') =>
      createEmail(ctx, { ...mail, ...params }, { idempotencyKey })
    const first = await send()
    expect(await send()).toEqual(first)
    expect((await send({}, 'welcome-2')).id).not.toBe(first.id)
    expect((await createEmail(ctx, mail)).id).not.toBe(first.id)
    await refused(send({ subject: 'Other' }), 409, 'conflict')
  },

  'an e-mail needs one recipient, a subject and a text': async ({ ctx, refused }) => {
    const send = (params: object) => createEmail(ctx, { ...mail, ...params })
    const both = { address: 'ada@example.com', user_id: 'user_1' }
    await refused(send({ to: both }), 422, 'form_param_value_invalid')
    await refused(send({ to: {} }), 422, 'form_param_value_invalid')
    await refused(send({ to: { user_id: 'user_none' } }), 404, 'resource_not_found')
    await refused(send({ text: undefined }), 422, 'form_param_missing')
    await refused(send({ subject: 'x'.repeat(999) }), 422, 'form_param_max_length_exceeded')
    await refused(send({ from: { name: 'Team' } }), 422, 'form_param_missing')
    await refused(send({ colour: 'red' }), 422, 'form_param_unknown')
    const attachments = Array.from({ length: 11 }, () => ({ filename: 'a', content: '' }))
    await refused(send({ attachments }), 422, 'form_param_exceeds_allowed_size')
    const { id } = await createUser(ctx, { username: 'bobby' })
    await refused(send({ to: { user_id: id } }), 422, 'form_param_value_invalid')
  },

  'each e-mail of a batch succeeds or fails on its own': async ({ ctx, refused }) => {
    const messages = [
      { ...mail, idempotency_key: 'one' },
      { ...mail, subject: '' },
      { ...mail, idempotency_key: 'one' },
      { ...mail, idempotency_key: 'a key' },
    ]
    const [first, second, third, fourth] = await bulkCreateEmails(ctx, { messages })
    expect(first).toMatchObject({ index: 0, status_code: 200, email: { subject: 'Welcome' } })
    expect(second).toMatchObject({
      index: 1,
      status_code: 422,
      errors: [{ code: 'form_param_missing', meta: { param_name: 'subject' } }],
    })
    expect(third?.email).toEqual(first?.email)
    expect(fourth).toMatchObject({ status_code: 422 })
    await refused(bulkCreateEmails(ctx, { messages: [] }), 400, 'bulk_size_exceeded')
    const many = Array.from({ length: 101 }, () => mail)
    await refused(bulkCreateEmails(ctx, { messages: many }), 400, 'bulk_size_exceeded')
  },
}
