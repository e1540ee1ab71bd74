import { camelize } from 'clerklet/camelize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { user } from '#fixtures/user.ts'

/** Names as the API, an application and an adversary write them. */
const name = fc.oneof(
  fc.constantFrom(
    ...[
      'first_name',
      'firstName',
      'public_metadata',
      'metadata',
      'claims',
      'actor',
      'data',
      'object',
    ],
    ...['attribute_mapping', 'mappings', 'email', 'kty', '__proto__', 'constructor', 'a__b', 'a_B'],
  ),
  fc.stringMatching(/^[a-cA-C_1é#]{0,6}$/),
)
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), name),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  ),
})).value

test('default', () => {
  const ada = user({ first_name: 'Ada', public_metadata: { favourite_colour: { is_red: true } } })

  const { firstName, publicMetadata, emailAddresses } = camelize(ada)

  expect(firstName).toBe('Ada')
  expect(publicMetadata).toBe(ada.public_metadata)
  expect(emailAddresses[0]?.emailAddress).toBe(ada.email_addresses[0]?.email_address)
  expect(ada).toEqual(
    user({ first_name: 'Ada', public_metadata: { favourite_colour: { is_red: true } } }),
  )
})

test.each([
  ['first_name', 'firstName'],
  ['primary_web3_wallet_id', 'primaryWeb3WalletId'],
  ['last4', 'last4'],
  ['x5t#S256', 'x5t#S256'],
  ['frontendApi', 'frontendApi'],
  ['a__b', 'a_B'],
  ['_a_b', '_aB'],
  ['a_', 'a_'],
  ['a_1', 'a_1'],
  ['a_é', 'a_é'],
  ['', ''],
])('args: %s becomes %s', (key, name) => {
  expect(camelize({ [key]: 1 })).toEqual({ [name]: 1 })
})

test.each([
  ['null', null],
  ['a string', 'first_name'],
  ['undefined', undefined],
  ['a Date', new Date(0)],
  ['an error', new Error('a_b')],
])('args: %s is answered as it is', (_, value) => {
  expect(camelize(value)).toBe(value)
})

describe('free-form fields', () => {
  test.each([
    ...['public_metadata', 'private_metadata', 'unsafe_metadata', 'metadata', 'claims', 'actor'],
    ...['attribute_mapping', 'headers', 'request_headers', 'mappings', 'reassignment_mappings'],
    ...['meta', 'external_account'],
  ])('behavior: the content of %s is left alone', (key) => {
    const content = { own_key: { deeper_key: [{ a_b: 1 }] } }

    expect(Object.values(camelize([{ in_list: { [key]: content } }])[0]?.inList ?? {})).toEqual([
      content,
    ])
  })

  test('behavior: payee and subscription_item are free-form only in a payment', () => {
    const content = { payee: { a_b: 1 }, subscription_item: { a_b: 1 } }

    expect(camelize({ object: 'commerce_payment', ...content })).toEqual({
      object: 'commerce_payment',
      payee: { a_b: 1 },
      subscriptionItem: { a_b: 1 },
    })
    expect(camelize(content)).toEqual({ payee: { aB: 1 }, subscriptionItem: { aB: 1 } })
  })

  test.each(['email', 'sms_message'])('behavior: data is free-form in an entity %s', (object) => {
    expect(camelize({ object, data: { otp_code: 1 } })).toEqual({ object, data: { otp_code: 1 } })
  })

  test('behavior: data of other entities is converted', () => {
    expect(camelize({ object: 'event', data: { user_id: 1 } })).toEqual({
      object: 'event',
      data: { userId: 1 },
    })
  })

  test('behavior: a list is a list of entities, whatever its name', () => {
    expect(camelize({ mappings: [{ role_id: 1 }] })).toEqual({ mappings: [{ roleId: 1 }] })
  })

  test('behavior: JSON Web Keys stay unchanged', () => {
    const key = { kty: 'RSA', key_ops: ['verify'], 'x5t#S256': 'x' }

    expect(camelize({ keys: [key] })).toEqual({ keys: [key] })
  })
})

describe('properties', () => {
  test('behavior: no key and no value is lost, and free-form content stays unchanged', () => {
    fc.assert(fc.property(json, (value) => expectKept(value, camelize(value))))
  })

  test('behavior: applying it twice changes nothing', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(camelize(camelize(value))).toEqual(camelize(value))
      }),
    )
  })

  test('behavior: the original is not changed', () => {
    fc.assert(
      fc.property(json, (value) => {
        const before = structuredClone(value)
        camelize(value)
        expect(value).toEqual(before)
      }),
    )
  })

  test('behavior: a key called __proto__ is a key', () => {
    const made = camelize(JSON.parse('{"__proto__": {"is_admin": true}}'))

    expect(Object.keys(made)).toEqual(['_Proto__'])
    expect(made.isAdmin).toBeUndefined()
  })
})

/**
 * Expects that no key or value is lost, that keys keep their order, and that free-form fields other than lists are the same
 * objects.
 */
function expectKept(before: unknown, after: unknown): void {
  if (Array.isArray(before)) {
    expect(after).toHaveLength(before.length)
    for (const [index, item] of before.entries()) expectKept(item, (after as unknown[])[index])
    return
  }
  if (typeof before !== 'object' || before === null || after === before) {
    expect(after).toBe(before)
    return
  }
  const [old, now] = [Object.entries(before), Object.entries(after as object)]
  expect(now).toHaveLength(old.length)
  expect(old.map(([key]) => key)).not.toContain('kty')
  old.forEach(([key, item], index) => {
    const [name, kept] = now[index] as [string, unknown]
    expect(name.replaceAll('_', '').toLowerCase()).toBe(key.replaceAll('_', '').toLowerCase())
    if (/metadata$|^(claims|actor|attribute_mapping|mappings)$/.test(key) && !Array.isArray(item)) {
      expect(kept).toBe(item)
    }
    expectKept(item, kept)
  })
}
