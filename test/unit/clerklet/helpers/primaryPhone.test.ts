import { createUser, primaryPhone, updateUser } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { user } from '#fixtures/user.ts'

test('default', async () => {
  const { strict } = emulate()
  const phone_number = ['+12025550101', '+12025550102']
  const ada = await createUser(strict, { phone_number })
  expect(primaryPhone(ada)).toBe('+12025550101')

  const primary_phone_number_id = ada.phone_numbers[1]?.id ?? ''
  expect(primaryPhone(await updateUser(strict, ada.id, { primary_phone_number_id }))).toBe(
    '+12025550102',
  )
})

test('behavior: undefined without a primary number', () => {
  expect(primaryPhone(user())).toBeUndefined()
  expect(primaryPhone(user({ primary_phone_number_id: 'idn_9' }))).toBeUndefined()
})

test('behavior: a response may lack the list', () => {
  const { phone_numbers, ...rest } = user({ primary_phone_number_id: 'idn_1' })
  expect(phone_numbers).toEqual([])
  expect(primaryPhone(rest as ReturnType<typeof user>)).toBeUndefined()
})
