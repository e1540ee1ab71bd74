import {
  createInvitation,
  getEmail,
  getTemplate,
  listTemplates,
  previewTemplate,
  revertTemplate,
  toggleTemplateDelivery,
  upsertTemplate,
} from 'clerklet'
import { expect } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'every instance has templates of both types, ordered by position': async ({ ctx, refused }) => {
    const emails = await listTemplates(ctx, 'email', { limit: 500 })
    expect(emails.data.map(({ position }) => position)).toEqual(emails.data.map((_, i) => i))
    expect(emails.total_count).toBe(emails.data.length)
    const { data } = await listTemplates(ctx, 'sms', { limit: 1 })
    expect(data).toMatchObject([{ slug: 'verification_code', resource_type: 'system' }])
    expect(await getTemplate(ctx, 'sms', 'verification_code')).toEqual(data[0])
    await refused(listTemplates(ctx, 'fax'), 400, 'template_type_unsupported')
    await refused(getTemplate(ctx, 'sms', 'invitation'), 404, 'resource_not_found')
  },

  'a template is changed for the instance, and can be reverted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const before = await getTemplate(ctx, 'email', 'verification_code')
    await refused(revertTemplate(ctx, 'email', 'verification_code'), 400, 'template_revert_error')
    emulator.clock.advance('1s')
    const changed = await upsertTemplate(ctx, 'email', 'verification_code', {
      subject: 'Your code',
      body: '<b>{{ otp_code }}</b>',
      from_email_name: 'codes',
    })
    expect(changed).toMatchObject({
      name: before.name,
      subject: 'Your code',
      resource_type: 'user',
      can_revert: true,
      from_email_name: 'codes',
      updated_at: emulator.clock.now(),
    })
    expect(await getTemplate(ctx, 'email', 'verification_code')).toEqual(changed)
    expect((await listTemplates(ctx, 'email')).data).toContainEqual(changed)
    expect(await revertTemplate(ctx, 'email', 'verification_code')).toEqual(before)
    expect(await getTemplate(ctx, 'email', 'verification_code')).toEqual(before)
    await refused(revertTemplate(ctx, 'email', 'none'), 404, 'resource_not_found')
  },

  'a body must contain the required variables and close its braces': async ({ ctx, refused }) => {
    const upsert = (body: string) => upsertTemplate(ctx, 'sms', 'verification_code', { body })
    await refused(upsert('Your code'), 422, 'required_variable_missing')
    await refused(upsert('{{otp_code}} {{'), 422, 'invalid_template_body')
    const preview = previewTemplate(ctx, 'sms', 'verification_code', { body: 'Your code' })
    await refused(preview, 422, 'required_variable_missing')
    const unknown = upsertTemplate(ctx, 'sms', 'none', { body: '{{otp_code}}' })
    await refused(unknown, 404, 'resource_not_found')
  },

  'a preview replaces variables with sample values, and changes nothing': async ({ ctx }) => {
    const before = await getTemplate(ctx, 'email', 'verification_code')
    const preview = await previewTemplate(ctx, 'email', 'verification_code', {
      subject: 'Code of {{app.name}}',
      body: '<b>{{otp_code}}</b>',
      from_email_name: 'codes',
    })
    expect(preview).toMatchObject({ subject: 'Code of Emulator', body: '<b>424242</b>' })
    expect(preview.from_email_address).toMatch(/^codes@/)
    expect(await getTemplate(ctx, 'email', 'verification_code')).toEqual(before)
    const sms = await previewTemplate(ctx, 'sms', 'verification_code', { body: '{{otp_code}}' })
    expect(sms).toEqual({ body: '424242' })
  },

  'a message that Clerk does not deliver is marked as such, and can be read': async ({
    ctx,
    emulator,
  }) => {
    await createInvitation(ctx, { email_address: 'ada@example.com' })
    await toggleTemplateDelivery(ctx, 'email', 'invitation', { delivered_by_clerk: false })
    await createInvitation(ctx, { email_address: 'bob@example.com' })
    const [first, second] = eventsAbout(emulator, 'email').map(({ data }) => data)
    expect([first?.delivered_by_clerk, second?.delivered_by_clerk]).toEqual([true, false])
    expect(await getEmail(ctx, `${second?.id}`)).toEqual(second)
  },

  'delivery by Clerk is turned off and on': async ({ ctx, refused }) => {
    const toggle = (params: object) => toggleTemplateDelivery(ctx, 'email', 'invitation', params)
    expect(await toggle({ delivered_by_clerk: false })).toMatchObject({ delivered_by_clerk: false })
    expect(await getTemplate(ctx, 'email', 'invitation')).toMatchObject({
      delivered_by_clerk: false,
    })
    expect(await toggle({})).toMatchObject({ delivered_by_clerk: true })
    await refused(toggleTemplateDelivery(ctx, 'email', 'none', {}), 404, 'resource_not_found')
  },

  'a seed changes templates': async () => {
    const { strict } = emulate({
      seed: { templates: [{ template_type: 'email', slug: 'invitation', subject: 'Come in' }] },
    })
    expect(await getTemplate(strict, 'email', 'invitation')).toMatchObject({
      subject: 'Come in',
      resource_type: 'user',
    })
  },
}
