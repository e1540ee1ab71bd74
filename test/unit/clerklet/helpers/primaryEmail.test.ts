import { primaryEmail } from 'clerklet'
import { expect, test } from 'vitest'
import { emailAddress, user } from '#fixtures/user.ts'

const second = emailAddress({ id: 'idn_2', email_address: 'second@example.com' })

test('default', () => {
  const ada = user({ email_addresses: [emailAddress(), second], primary_email_address_id: 'idn_2' })
  expect(primaryEmail(ada)).toBe('second@example.com')
})

test('behavior: another address is never returned', () => {
  expect(primaryEmail(user({ primary_email_address_id: null }))).toBeUndefined()
  expect(primaryEmail(user({ primary_email_address_id: 'idn_9' }))).toBeUndefined()
})

test('behavior: a response may lack the list', () => {
  const { email_addresses, ...rest } = user()
  expect(email_addresses).toHaveLength(1)
  expect(primaryEmail(rest as ReturnType<typeof user>)).toBeUndefined()
})
