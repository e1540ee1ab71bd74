import { expect, test } from 'vitest'
import { didYouMean } from '#emulator/core/nearest.ts'

const KNOWN = ['id', 'users', 'username', 'first_name', 'last_name', 'email_address', 'apiKeys']

test.each([
  ['usres', 'users'],
  ['user', 'users'],
  ['Users', 'users'],
  ['usrename', 'username'],
  ['user_name', 'username'],
  ['firstName', 'first_name'],
  ['first-name', 'first_name'],
  ['emailAddress', 'email_address'],
  ['email_adress', 'email_address'],
  ['email_addresses', 'email_address'],
  ['api_keys', 'apiKeys'],
])('behavior: for %s, the suggestion is %s', (name, known) => {
  expect(didYouMean(name, KNOWN)).toBe(` Did you mean ${known}?`)
})

test.each(['', 'x', 'ix', 'phone', 'organizations', '__proto__', 'a'.repeat(10_000)])(
  'behavior: there is no suggestion for %s',
  (name) => {
    expect(didYouMean(name, KNOWN)).toBe('')
  },
)
