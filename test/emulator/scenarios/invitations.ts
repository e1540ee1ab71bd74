import {
  bulkCreateInvitations,
  bulkCreateWaitlistEntries,
  createInvitation,
  createUser,
  createWaitlistEntry,
  deleteInvitation,
  deleteWaitlistEntry,
  inviteWaitlistEntry,
  listInvitations,
  listWaitlistEntries,
  rejectWaitlistEntry,
  revokeInvitation,
} from 'clerklet'
import { expect } from 'vitest'
import { enterByLink } from '../support/enterByLink.ts'
import { eventsAbout, eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const ADA = { email_address: 'ada@example.com' }

export const scenarios: Scenarios = {
  'an invitation is sent, listed and revoked': async ({ ctx, emulator, refused }) => {
    const invitation = await createInvitation(ctx, {
      ...ADA,
      redirect_url: 'https://app.example.com/join',
      expires_in_days: 1,
    })
    expect(invitation).toMatchObject({
      status: 'pending',
      expires_at: emulator.clock.now() + 86_400_000,
    })
    expect(invitation.url).toMatch(/^https:\/\/app\.example\.com\/join\?__clerk_ticket=/)
    expect(eventsAbout(emulator, 'email')).toMatchObject([
      {
        data: { ...{ to_email_address: 'ada@example.com' }, data: { action_url: invitation.url } },
      },
    ])
    expect(await listInvitations(ctx)).toEqual({ data: [invitation], total_count: 1 })
    await refused(createInvitation(ctx, ADA), 400, 'duplicate_record')
    await createInvitation(ctx, { ...ADA, ignore_existing: true, notify: false })
    expect(eventsOf(emulator, 'email')).toHaveLength(1)
    expect(await revokeInvitation(ctx, invitation.id)).toMatchObject({ status: 'revoked' })
    await refused(revokeInvitation(ctx, invitation.id), 400, 'invitation_already_revoked')
    expect(await listInvitations(ctx)).toMatchObject({ total_count: 1 })
    expect(await listInvitations(ctx, { status: 'revoked' })).toMatchObject({
      data: [{ id: invitation.id }],
    })
    expect(await deleteInvitation(ctx, invitation.id)).toMatchObject({ deleted: true })
    await refused(deleteInvitation(ctx, invitation.id), 404, 'resource_not_found')
    await refused(revokeInvitation(ctx, invitation.id), 404, 'resource_not_found')
    await refused(listInvitations(ctx, { status: 'odd' }), 422, 'form_param_value_invalid')
  },

  'an invitation expires by the clock, and then another can be created': async ({
    ctx,
    emulator,
  }) => {
    await createInvitation(ctx, { ...ADA, expires_in_days: 1 })
    emulator.clock.advance('1d')
    const next = await createInvitation(ctx, ADA)
    const { data } = await listInvitations(ctx)
    expect(data.map((one) => one.status)).toEqual(['pending', 'expired'])
    expect(await listInvitations(ctx, { order_by: 'expires_at', limit: 1 })).toMatchObject({
      data: [{ status: 'expired' }],
    })
    expect(await listInvitations(ctx, { query: next.id })).toMatchObject({ total_count: 1 })
  },

  'a new user with an invited address accepts the invitation, and gets its metadata': async ({
    ctx,
    refused,
  }) => {
    const { id } = await createInvitation(ctx, {
      ...ADA,
      public_metadata: { role: 'editor', a: 1 },
    })
    const user = await createUser(ctx, {
      email_address: ['Ada@example.com'],
      public_metadata: { a: 2 },
    })
    expect(user.public_metadata).toEqual({ role: 'editor', a: 2 })
    expect(await listInvitations(ctx, { status: 'accepted' })).toMatchObject({ data: [{ id }] })
    await refused(revokeInvitation(ctx, id), 400, 'invitation_already_accepted')
    await refused(createInvitation(ctx, ADA), 422, 'form_identifier_exists')
    await createInvitation(ctx, { ...ADA, ignore_existing: true })
  },

  'up to ten invitations are created at once, all or none': async ({ ctx, refused }) => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ email_address: `${i}@example.com` }))
    const sent = await bulkCreateInvitations(ctx, many(10))
    expect(sent.map((one) => one.email_address)).toEqual(many(10).map((one) => one.email_address))
    await refused(bulkCreateInvitations(ctx, many(11)), 400, 'bulk_size_exceeded')
    await refused(bulkCreateInvitations(ctx, [ADA, ...many(1)]), 400, 'duplicate_record')
    await refused(
      bulkCreateInvitations(ctx, [ADA, { email_address: 'x' }]),
      422,
      'form_param_format_invalid',
    )
    await refused(
      createInvitation(ctx, { ...ADA, expires_in_days: 366 }),
      422,
      'form_param_value_invalid',
    )
    await createUser(ctx, { email_address: ['user@example.com'] })
    await refused(
      bulkCreateInvitations(ctx, [{ email_address: 'user@example.com', ignore_existing: true }]),
      422,
      'form_identifier_exists',
    )
    expect(await listInvitations(ctx)).toMatchObject({ total_count: 10 })
  },

  'following the link of an invitation signs a user up': async ({ ctx, emulator }) => {
    const { url } = await createInvitation(ctx, { ...ADA, public_metadata: { beta: true } })
    await enterByLink(emulator, url)
    expect(eventsAbout(emulator, 'user')).toMatchObject([
      { type: 'user.created', data: { public_metadata: { beta: true } } },
    ])
    expect(await listInvitations(ctx)).toMatchObject({ data: [{ status: 'accepted' }] })
    expect((await emulator.fetch(url ?? '')).status).toBe(400)
  },

  'an entry of the waitlist is invited, and completed by a sign-up': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const waiting = await createWaitlistEntry(ctx, ADA)
    expect(waiting).toMatchObject({ status: 'pending', is_locked: false })
    expect(await createWaitlistEntry(ctx, ADA)).toEqual(waiting)
    expect(eventsAbout(emulator, 'email')).toMatchObject([
      { data: { slug: 'waitlist_confirmation' } },
    ])
    expect(await inviteWaitlistEntry(ctx, waiting.id)).toMatchObject({
      status: 'invited',
      invitation: { email_address: 'ada@example.com', status: 'pending' },
    })
    await refused(inviteWaitlistEntry(ctx, waiting.id), 400, 'duplicate_record')
    await refused(deleteWaitlistEntry(ctx, waiting.id), 409, 'conflict')
    await createUser(ctx, { email_address: ['ada@example.com'] })
    expect(await listWaitlistEntries(ctx)).toMatchObject({
      data: [{ status: 'completed', invitation: { status: 'accepted' } }],
    })
    for (const change of [inviteWaitlistEntry, rejectWaitlistEntry, deleteWaitlistEntry]) {
      await refused(change(ctx, waiting.id), 409, 'conflict')
      await refused(change(ctx, 'wle_no'), 404, 'resource_not_found')
    }
    expect(eventsOf(emulator, 'waitlistEntry')).toEqual([
      'waitlistEntry.created',
      'waitlistEntry.updated',
      'waitlistEntry.updated',
    ])
  },

  'rejecting an entry of the waitlist revokes its invitation': async ({ ctx }) => {
    const { id } = await createWaitlistEntry(ctx, { ...ADA, notify: false })
    await inviteWaitlistEntry(ctx, id)
    expect(await rejectWaitlistEntry(ctx, id)).toMatchObject({
      status: 'rejected',
      invitation: { status: 'revoked' },
    })
    expect(await inviteWaitlistEntry(ctx, id)).toMatchObject({ status: 'invited' })
  },

  'entries of the waitlist are searched, ordered and deleted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      waitlist: [
        { id: 'wle_b', email_address: 'b@example.com' },
        { id: 'wle_a', email_address: 'a@example.com', status: 'rejected' },
        { id: 'wle_c', email_address: 'c@example.com', is_locked: true },
      ],
    })
    const ids = async (params: object) =>
      (await listWaitlistEntries(ctx, params)).data.map(({ id }) => id)
    expect(await ids({ order_by: 'email_address' })).toEqual(['wle_a', 'wle_b', 'wle_c'])
    expect(await ids({ status: 'rejected' })).toEqual(['wle_a'])
    expect(await ids({ query: 'B@' })).toEqual(['wle_b'])
    for (const change of [inviteWaitlistEntry, rejectWaitlistEntry, deleteWaitlistEntry]) {
      await refused(change(ctx, 'wle_c'), 409, 'waitlist_entry_locked')
    }
    expect(await deleteWaitlistEntry(ctx, 'wle_b')).toMatchObject({ deleted: true })
    expect(await ids({})).toEqual(['wle_c', 'wle_a'])
    await refused(listWaitlistEntries(ctx, { order_by: 'x' }), 422, 'form_param_value_invalid')
  },

  'up to fifty entries are added to the waitlist at once': async ({ ctx, refused }) => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ email_address: `${i}@example.com` }))
    const [known] = await bulkCreateWaitlistEntries(ctx, many(1))
    const entries = await bulkCreateWaitlistEntries(ctx, many(50))
    expect(entries).toHaveLength(50)
    expect(entries[0]).toEqual(known)
    await refused(bulkCreateWaitlistEntries(ctx, many(51)), 400, 'bulk_size_exceeded')
    await refused(bulkCreateWaitlistEntries(ctx, [ADA, ADA]), 422, 'form_param_duplicate')
    await refused(
      createWaitlistEntry(ctx, { email_address: 'x' }),
      422,
      'form_param_format_invalid',
    )
  },
}
