import { expect, test } from 'vitest'
import { call, type OperationName, recorder, written } from './support/call.ts'
import { sample } from './support/sample.ts'
import { readSources } from './support/sources.ts'

/**
 * Values that the API sent and generated clients refused. `place` is the path of the value in the response. `value` is
 * `undefined` when the key is missing. A text such as `clerk-sdk-python 36` names a repository of Clerk and an issue in it.
 */
const payloads: [why: string, name: OperationName, place: string, value: unknown][] = [
  ...[
    ['verification_otp', 'ticket'],
    ['verification_otp', 'admin'],
    ['verification_ticket', 'saml'],
    ['verification_otp', 'email_link'],
    ['verification_email_link', 'email_link'],
    ['verification_saml', 'saml'],
    ['verification_admin', 'admin'],
    ['verification_from_oauth', 'from_oauth_google'],
    ['verification_of_tomorrow', 'something_new'],
  ].map(([object, strategy]): [string, OperationName, string, unknown] => [
    `verified by ${object}, ${strategy} (clerk-sdk-python 36, 83, 149, 175, 185)`,
    'getUser',
    'email_addresses.0.verification',
    { object, strategy, status: 'verified', attempts: 1, expire_at: 1 },
  ]),
  [
    'a verification without its kind',
    'getUser',
    'email_addresses.0.verification',
    { status: 'verified', strategy: 'email_code' },
  ],
  [
    'attempts and expire_at are null (clerk-sdk-python 36)',
    'listUsers',
    '0.email_addresses.0.verification',
    {
      object: 'verification_admin',
      status: 'verified',
      strategy: 'admin',
      attempts: null,
      expire_at: null,
    },
  ],
  [
    'a SAML account that is verified has no redirect (clerk-sdk-python 83, 241)',
    'getUser',
    'saml_accounts.0.verification',
    {
      object: 'verification_saml',
      status: 'verified',
      strategy: 'saml',
      expire_at: 1,
      attempts: null,
    },
  ],
  [
    'a role without permissions (clerk-sdk-python 138)',
    'listOrganizationMemberships',
    'data.0.permissions',
    null,
  ],
  [
    'metadata is nested (clerk-sdk-python 28)',
    'getUser',
    'public_metadata',
    { a: { b: [{ C: null }] } },
  ],
  ['an invitation has expired (javascript 7909)', 'listInvitations', 'data.0.status', 'expired'],
  [
    'a feature has no picture (clerk-sdk-python 195)',
    'listBillingPlans',
    'data.0.features.0.avatar_url',
    null,
  ],
  [
    'a feature has no description (clerk-sdk-python 195)',
    'listBillingPlans',
    'data.0.features.0.description',
    null,
  ],
  ['an item has no plan (javascript 6839)', 'listBillingSubscriptionItems', 'data.0.plan', null],
  [
    'an item has no plan id (javascript 6839)',
    'listBillingSubscriptionItems',
    'data.0.plan_id',
    null,
  ],
  [
    'an item has no payer (javascript 7023)',
    'listBillingSubscriptionItems',
    'data.0.payer',
    undefined,
  ],
  [
    'a key of the types is never sent (javascript 9156)',
    'getEnterpriseConnection',
    'allow_organization_account_linking',
    undefined,
  ],
  ['an entry of the allow-list is bare', 'listAllowlistIdentifiers', 'data.0', { id: 'alid_1' }],
  ['an entry of the block-list is bare', 'listBlocklistIdentifiers', 'data.0', { id: 'blid_1' }],
]

const sources = readSources()

for (const [why, name, place, value] of payloads.filter(([, name]) => written.includes(name))) {
  test(`behavior: ${name}: ${why}`, async () => {
    const answer = changed(example(name), place.split('.'), value)

    const received = await receive(name, answer)

    expect(received).toEqual(answer)
  })
}

if (written.includes('createApiKey')) {
  test('behavior: createApiKey: the status is 201 (clerk-sdk-python 221)', async () => {
    const answer = example('createApiKey')

    await expect(receive('createApiKey', answer, 201)).resolves.toEqual(answer)
  })
}

test('behavior: the bulk calls have responses of two forms (javascript 7702, 8751)', async () => {
  const page = example('bulkCreateOrganizationInvitations')
  const list = example('bulkCreateInvitations')

  expect(page).toHaveProperty('data')
  expect(list).toBeInstanceOf(Array)
  await expect(receive('bulkCreateOrganizationInvitations', page)).resolves.toEqual(page)
  await expect(receive('bulkCreateInvitations', list)).resolves.toEqual(list)
})

/** Makes a response that agrees with our types. */
function example(name: OperationName): unknown {
  const source = sources.functions.get(name)
  return source && JSON.parse(JSON.stringify(sample(source.answer())))
}

function receive(name: OperationName, answer: unknown, status = 200): Promise<unknown> {
  const source = sources.functions.get(name)
  if (!source) throw new Error(`clerklet exports no ${name}`)
  const { ctx } = recorder(answer, status)
  // The schemas allow all payloads of this file, so `onDrift` must not be called.
  const onDrift = (error: Error) => {
    throw error
  }
  return call(name, source, { ...ctx, onDrift }, source.params && sample(source.params))
}

function changed(value: unknown, [key, ...rest]: string[], to: unknown): unknown {
  if (key === undefined) return to
  const inner = (value as Record<string, unknown> | undefined)?.[key]
  if (rest.length && inner === undefined) throw new Error(`The response has no ${key} to change`)
  const next = changed(inner, rest, to)
  if (Array.isArray(value)) return value.map((item, index) => (index === Number(key) ? next : item))
  const { [key]: _, ...others } = value as Record<string, unknown>
  return next === undefined ? others : { ...others, [key]: next }
}
