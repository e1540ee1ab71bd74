import { arrayOf, EmailAddressSchema, pageOf, UserSchema } from 'clerklet/schemas'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { user } from '#fixtures/user.ts'

test.each([arrayOf, pageOf])('behavior: %o makes one schema for each entity', (listOf) => {
  expect(listOf(UserSchema)).toBe(listOf(UserSchema))
  expect(listOf(UserSchema)).not.toBe(listOf(EmailAddressSchema))
})

test('behavior: an array and a page of the same entity have a schema each', () => {
  expect(v.is(arrayOf(UserSchema), [user()])).toBe(true)
  expect(v.is(pageOf(UserSchema), { data: [user()], total_count: 1 })).toBe(true)
  expect(v.is(arrayOf(UserSchema), { data: [user()], total_count: 1 })).toBe(false)
  expect(v.is(pageOf(UserSchema), [user()])).toBe(false)
})
