import { listWaitlistEntries } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { openPage } from '#fixtures/page.ts'

const EMAIL = 'ada@example.com'

test('default: an address joins the waitlist, and gets one e-mail about it', async () => {
  const emulator = emulate({ seed: { settings: { sign_up: { mode: 'waitlist' } } } })
  const page = await openPage(emulator)
  const { response } = await page.call('POST', '/waitlist', { email_address: EMAIL })
  const { data } = await listWaitlistEntries(emulator.strict)
  expect(data).toMatchObject([{ id: response.id, email_address: EMAIL, status: 'pending' }])
  const again = await page.call('POST', '/waitlist', { email_address: EMAIL })
  expect(again.response).toEqual(response)
  expect(emulator.webhooks.map(({ type }) => type)).toEqual([
    'waitlistEntry.created',
    'email.created',
  ])
})

test('error: a missing or malformed address, and an instance without a waitlist', async () => {
  const emulator = emulate({ seed: { settings: { sign_up: { mode: 'waitlist' } } } })
  const page = await openPage(emulator)
  for (const form of [{}, { email_address: 'nowhere' }]) {
    expect(await page.call('POST', '/waitlist', form)).toMatchObject({ status: 422 })
  }
  const open = await openPage(emulate())
  expect(await open.call('POST', '/waitlist', { email_address: EMAIL })).toMatchObject({
    status: 403,
    code: 'waitlist_not_accepting_entries',
  })
})
