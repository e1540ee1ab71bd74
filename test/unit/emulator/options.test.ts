import { createUser } from 'clerklet'
import { createEmulator, type EmulatorOptions, type WebhookEndpoint } from 'clerklet-emulator'
import { expect, test } from 'vitest'

const url = 'https://app.example.com/webhooks'
const good: WebhookEndpoint = { url, signingSecret: 'whsec_dGVzdA==' }

/** Returns a function that creates an emulator with options that may be invalid. */
const created = (options: object) => () => createEmulator(options as EmulatorOptions)

const secrets: [string, unknown][] = [
  ['not base64', 'whsec_not base64!'],
  ['empty', ''],
  ['only the prefix', 'whsec_'],
  ['missing', undefined],
  ['null', null],
  ['a number', 7],
  ['an empty list', []],
  ['a list with an invalid one', ['whsec_dGVzdA==', 'whsec_?']],
]

test.each(secrets)('error: signingSecret is %s, and the message hides it', (_, signingSecret) => {
  const create = created({ webhooks: [good, { ...good, signingSecret }] })
  expect(create).toThrow(TypeError)
  expect(create).toThrow(/^webhooks\[1\]\.signingSecret must be whsec_ followed by base64/)
  expect(create).not.toThrow('not base64!')
})

test.each(['whsec_dGVzdA==', 'dGVzdA', ['whsec_dGVzdA==', 'whsec_b3RoZXI=']])(
  'args: signingSecret %j signs deliveries',
  async (signingSecret) => {
    const statuses: number[] = []
    const fetch = (request: Request) => {
      statuses.push(request.headers.get('svix-signature')?.split(' ').length ?? 0)
      return new Response(null, { status: 204 })
    }
    const { ctx, delivered } = createEmulator({ webhooks: [{ ...good, signingSecret, fetch }] })
    await createUser(ctx, { username: 'adaking' })
    await delivered()
    expect(statuses).toEqual([[signingSecret].flat().length])
  },
)

test('behavior: a later change of an endpoint has no effect', async () => {
  const endpoint = { ...good, fetch: () => new Response(null, { status: 204 }) }
  const emulator = createEmulator({ webhooks: [endpoint] })
  endpoint.signingSecret = 'whsec_?'
  await createUser(emulator.ctx, { username: 'adaking' })
  await emulator.delivered()
  expect(emulator.deliveries).toMatchObject([{ status: 'delivered' }])
})

test.each<[object, string]>([
  [{ webhooks: [{ ...good, url: '/webhooks' }] }, 'webhooks[0].url must be an http or https URL'],
  [{ webhooks: [{ ...good, url: 'http://[' }] }, 'webhooks[0].url must be an http or https URL'],
  [{ webhooks: [{ ...good, url: 'ftp://x.y' }] }, 'webhooks[0].url must be an http or https URL'],
  [
    { webhooks: [{ ...good, url: 'https://me:secret@app.example.com' }] },
    'webhooks[0].url must be a URL without user name and password',
  ],
  [{ webhooks: [{ signingSecret: 'whsec_dGVzdA==' }] }, 'webhooks[0].url must be an http or'],
  [{ webhooks: [{ ...good, secret: 'x' }] }, 'webhooks[0].secret is unknown: known are url,'],
  [
    { webhooks: [{ ...good, events: 'user.created' }] },
    'webhooks[0].events must be a list of strings',
  ],
  [{ webhooks: [{ ...good, fetch: 'x' }] }, 'webhooks[0].fetch must be a function'],
  [{ webhooks: [null] }, 'webhooks[0] must be an object'],
  [{ webhooks: good }, 'webhooks must be a list of endpoints'],
  [{ webhook: [good] }, 'webhook is unknown: known are seed, now, idSeed, instance, signingKey,'],
  [{ now: Number.NaN }, 'now must be a time in epoch milliseconds'],
  [{ now: Number.POSITIVE_INFINITY }, 'now must be a time in epoch milliseconds'],
  [{ now: 8.64e15 + 1 }, 'now must be a time in epoch milliseconds'],
  [{ now: new Date(0) }, 'now must be a time in epoch milliseconds'],
  [{ idSeed: 7 }, 'idSeed must be a string'],
  [{ instance: '' }, 'instance must be a string that is not empty'],
  [{ instance: 7 }, 'instance must be a string that is not empty'],
  [{ limits: false }, 'limits must be an object'],
  [{ limits: { instance: '5' } }, 'limits.instance must be a number of requests'],
  [{ limits: { instance: Number.NaN } }, 'limits.instance must be a number of requests'],
  [{ limits: { requests: 5 } }, 'limits.requests is unknown: known are instance,'],
  [{ fetch: 'https://x.y' }, 'fetch must be a function'],
  [{ onMessage: true }, 'onMessage must be a function'],
  [{ seed: null }, 'The seed is refused: it must be an object with lists, such as users'],
  [{ seed: [] }, 'The seed is refused: it must be an object with lists, such as users'],
  [{ seed: 5 }, 'The seed is refused: it must be an object with lists, such as users'],
  [{ seed: { users: [[]] } }, 'The seed is refused: users[0] must be an object'],
])('error: %j', (options, message) => {
  expect(created(options)).toThrow(TypeError)
  expect(created(options)).toThrow(message)
})

test('args: an undefined option counts as left out', () => {
  const none = { seed: undefined, now: undefined, limits: undefined, webhooks: undefined }
  expect(created(none)).not.toThrow()
})

const ada = { id: 'user_ada', username: 'ada' }
const acme = { name: 'Acme', created_by: 'user_ada' }
const account = { provider: 'oauth_google', provider_user_id: '1' }

test.each<[object, string]>([
  [
    { users: [{ ...ada, external_accounts: [{ ...account, email_address: null }] }] },
    'users[0].external_accounts[0].email_address must be a string',
  ],
  [
    { users: [{ ...ada, external_accounts: [{ ...account, email: 'a@b.c' }] }] },
    'users[0].external_accounts[0].email is not a valid parameter',
  ],
  [
    { users: [ada], organizations: [{ ...acme, domains: [{}] }] },
    'organizations[0].name must be included',
  ],
  [
    { invitations: [{ email_address: 'a@example.com', redirect_url: 'x' }] },
    'invitations[0].redirect_url must be a full URL',
  ],
])('error: the seed %j; the message names the place', (seed, message) => {
  expect(created({ seed })).toThrow(TypeError)
  expect(created({ seed })).toThrow(`The seed is refused: ${message}`)
})

test.each<[object]>([
  [{ users: [{ id: 'user_\ud800', username: 'ada' }] }],
  [{ users: [{ id: 'user_日本', username: 'ada' }] }],
  [{ users: [{ ...ada, external_accounts: [{ ...account, email_address: undefined }] }] }],
  [{ users: [ada], organizations: [{ ...acme, members: null, invitations: null, domains: null }] }],
])('args: the seed %j is accepted', (seed) => {
  expect(created({ seed })).not.toThrow()
})

test('error: a snapshot without a clock, or with a malformed one', () => {
  const { snapshot, restore } = createEmulator()
  const { clock, ...rest } = snapshot()
  for (const bad of [
    undefined,
    null,
    {},
    { ...clock, now: 'noon' },
    { ...clock, advanced: null },
  ]) {
    // A snapshot from an edited file may contain anything.
    const damaged = { ...rest, clock: bad } as ReturnType<typeof snapshot>
    expect(() => restore(damaged)).toThrow('This is not a snapshot of an emulator')
  }
})

const tokenOptions: [object, string][] = [
  [{ expiresIn: '60' }, 'expiresIn must be a number of seconds'],
  [{ expiresIn: Number.NaN }, 'expiresIn must be a number of seconds'],
  [{ expiresIn: Number.POSITIVE_INFINITY }, 'expiresIn must be a number of seconds'],
  [{ expiresIn: null }, 'expiresIn must be a number of seconds'],
  [{ version: 3 }, 'version must be 1 or 2'],
  [{ version: '1' }, 'version must be 1 or 2'],
  [{ azp: ['https://app.example.com'] }, 'azp must be a string'],
  [{ claims: 'admin' }, 'claims must be an object'],
  [{ claims: ['admin'] }, 'claims must be an object'],
  [{ expires_in: 60 }, 'expires_in is unknown: known are '],
]

test.each<[object, string]>([
  ...tokenOptions,
  [{ userId: 7 }, 'userId must be a string'],
  [{ userId: null }, 'userId must be a string'],
  [{ sessionId: 7 }, 'sessionId must be a string'],
  [{ template: {} }, 'template must be a string'],
  [{ user_id: 'user_ada' }, 'user_id is unknown: known are '],
])('error: mintToken with %j', async (options, message) => {
  const { mintToken } = createEmulator({ seed: { users: [ada] } })
  const minting = mintToken({ userId: ada.id, ...options })
  await expect(minting).rejects.toThrow(TypeError)
  await expect(minting).rejects.toThrow(message)
})

test.each<[object, string]>([
  ...tokenOptions,
  [{ organizationId: 7 }, 'organizationId must be a string'],
  [{ organization_id: 'org_acme' }, 'organization_id is unknown: known are '],
])('error: signIn with %j', async (options, message) => {
  const { signIn, snapshot } = createEmulator({ now: 0, seed: { users: [ada] } })
  const before = snapshot()
  const signing = signIn(ada.id, options)
  await expect(signing).rejects.toThrow(TypeError)
  await expect(signing).rejects.toThrow(message)
  expect(snapshot()).toEqual(before)
})

test.each<[object, string]>([
  [{ expiresIn: '60' }, 'expiresIn must be a number of seconds'],
  [{ format: 'JWT' }, 'format must be opaque or jwt'],
  [{ scopes: 'mch_b' }, 'scopes must be a list of strings'],
  [{ expires_in: 60 }, 'expires_in is unknown: known are '],
])('error: machineToken and oauthToken with %j', async (options, message) => {
  const { machineToken, oauthToken } = createEmulator({ seed: { users: [ada] } })
  await expect(machineToken({ name: 'billing', ...options })).rejects.toThrow(message)
  await expect(oauthToken({ userId: ada.id, ...options })).rejects.toThrow(message)
})

test.each<[object, string]>([
  [{ machineId: 7 }, 'machineId must be a string'],
  [{ name: 7 }, 'name must be a string'],
  [{ name: 'billing', claims: 'admin' }, 'claims must be an object'],
])('error: machineToken with %j', async (options, message) => {
  const { machineToken } = createEmulator()
  // Callers without types may pass anything.
  const issuing = machineToken(options as { name: string })
  await expect(issuing).rejects.toThrow(message)
})

test.each<[object, string]>([
  [{ userId: 7 }, 'userId must be a string'],
  [{ applicationId: 7 }, 'applicationId must be a string'],
  [{ audience: 7 }, 'audience must be a string or a list of strings'],
  [{ audience: [7] }, 'audience must be a string or a list of strings'],
])('error: oauthToken with %j', async (options, message) => {
  const { oauthToken } = createEmulator({ seed: { users: [ada] } })
  await expect(oauthToken({ userId: ada.id, ...options })).rejects.toThrow(message)
})

test.each<[object, string]>([
  [{ name: 7 }, 'name must be a string'],
  [{ claims: 'admin' }, 'claims must be an object'],
  [{ scopes: 'read' }, 'scopes must be a list of strings'],
  [{ expiresIn: '60' }, 'expiresIn must be a number of seconds'],
  [{ seconds_until_expiration: 60 }, 'seconds_until_expiration is unknown: known are '],
])('error: apiKey with %j', async (options, message) => {
  const { apiKey } = createEmulator({ seed: { users: [ada] } })
  await expect(apiKey({ subject: ada.id, ...options })).rejects.toThrow(message)
})
