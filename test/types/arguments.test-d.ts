import {
  bulkBanUsers,
  bulkCreateEmails,
  bulkCreateInvitations,
  bulkCreateOrganizationInvitations,
  bulkCreateWaitlistEntries,
  type Context,
  createApiKey,
  createEmail,
  createEnterpriseConnection,
  createInvitation,
  createOrganization,
  createUser,
  listOrganizationInvitations,
  listOrganizationMemberships,
  listOrganizations,
  listUsers,
  mergeUserMetadata,
  paginate,
  replaceOrganizationMetadata,
  updateInstance,
} from 'clerklet'
import { authenticateRequest, verifyMachineToken, verifyToken } from 'clerklet/verify'
import { verifyWebhook } from 'clerklet/webhooks'
import { createEmulator } from 'clerklet-emulator'
import { Hono } from 'hono'
import { describe, expectTypeOf, test } from 'vitest'

const ctx: Context = { secretKey: 'sk_test_x' }
const texts = ['one', 'two'] as const
const invitation = { email_address: 'ada@example.com' } as const

describe('behavior: array arguments may be readonly', () => {
  test('filters of lists', () => {
    expectTypeOf(listUsers).toBeCallableWith(ctx, { user_id: texts, email_address: texts })
    expectTypeOf(listOrganizations).toBeCallableWith(ctx, { user_id: texts })
    expectTypeOf(listOrganizationMemberships).toBeCallableWith(ctx, 'org_1', { role: texts })
    expectTypeOf(listOrganizationInvitations).toBeCallableWith(ctx, 'org_1', {
      status: ['pending', 'revoked'] as const,
    })
    paginate(listUsers, ctx, { user_id: texts })
  })

  test('bodies, and bodies that are arrays themselves', () => {
    expectTypeOf(createUser).toBeCallableWith(ctx, {
      email_address: texts,
      email_address_identification_status: ['verified'] as const,
    })
    expectTypeOf(bulkBanUsers).toBeCallableWith(ctx, { user_ids: texts })
    expectTypeOf(createApiKey).toBeCallableWith(ctx, { name: 'key', subject: '', scopes: texts })
    expectTypeOf(updateInstance).toBeCallableWith(ctx, { allowed_origins: texts })
    expectTypeOf(bulkCreateInvitations).toBeCallableWith(ctx, [invitation] as const)
    expectTypeOf(bulkCreateWaitlistEntries).toBeCallableWith(ctx, [invitation] as const)
    expectTypeOf(bulkCreateOrganizationInvitations).toBeCallableWith(ctx, 'org_1', [
      { ...invitation, role: 'org:member' },
    ] as const)
    const message = {
      to: { address: 'ada@example.com' },
      from: { address: 'info@example.com' },
      subject: '',
      html: '',
      cc: texts,
      attachments: [{ filename: 'a.txt', content: '' }],
    } as const
    expectTypeOf(createEmail).toBeCallableWith(ctx, message)
    expectTypeOf(bulkCreateEmails).toBeCallableWith(ctx, { messages: [message] } as const)
    expectTypeOf(createEnterpriseConnection).toBeCallableWith(ctx, {
      name: '',
      provider: 'saml_okta',
      domains: texts,
      custom_attributes: [],
    } as const)
  })

  test('options', () => {
    expectTypeOf(verifyToken).toBeCallableWith(ctx, '', {
      authorizedParties: texts,
      audience: texts,
      issuer: texts,
      headerType: texts,
    })
    expectTypeOf(verifyMachineToken).toBeCallableWith(ctx, '', { machineAudience: texts })
    const request = new Request('https://example.com')
    authenticateRequest(ctx, request, {
      acceptsToken: ['session_token', 'api_key'] as const,
      organizationSyncOptions: { organizationPatterns: texts },
    })
    expectTypeOf(verifyWebhook).toBeCallableWith(request, { signingSecret: texts })
  })
})

interface Preferences {
  theme: string
  seats?: number
}
const preferences: Preferences = { theme: 'dark' }

describe('behavior: metadata may be typed by an interface', () => {
  test('as a whole', () => {
    expectTypeOf(createUser).toBeCallableWith(ctx, { public_metadata: preferences })
    expectTypeOf(createOrganization).toBeCallableWith(ctx, {
      name: '',
      private_metadata: preferences,
    })
    expectTypeOf(createInvitation).toBeCallableWith(ctx, {
      email_address: '',
      public_metadata: preferences,
    })
    expectTypeOf(replaceOrganizationMetadata).toBeCallableWith(ctx, '', {
      public_metadata: preferences,
    })
    expectTypeOf(createApiKey).toBeCallableWith(ctx, {
      name: 'key',
      subject: '',
      claims: preferences,
    })
    expectTypeOf(createEmulator).toBeCallableWith({
      seed: { users: [{ public_metadata: preferences }] },
    })
  })

  test('in part', () => {
    expectTypeOf(mergeUserMetadata).toBeCallableWith(ctx, '', { public_metadata: preferences })
    expectTypeOf(mergeUserMetadata).toBeCallableWith(ctx, '', { public_metadata: { theme: null } })
  })

  test('error: metadata that is not an object with fields', () => {
    // @ts-expect-error: metadata is not an array
    createUser(ctx, { public_metadata: ['dark'] })
    // @ts-expect-error: metadata is not a Map
    createUser(ctx, { public_metadata: new Map() })
    // @ts-expect-error: metadata is not a string
    mergeUserMetadata(ctx, '', { public_metadata: 'dark' })
  })
})

describe('behavior: a fetch may return a response without a promise', () => {
  test('such as the request method of a Hono application', () => {
    const app = new Hono()
    expectTypeOf({
      fetch: (url: string, init: RequestInit) => app.request(url, init),
    }).toExtend<Context>()
    expectTypeOf({ fetch: () => new Response('{}') }).toExtend<Context>()
    expectTypeOf({ fetch: globalThis.fetch }).toExtend<Context>()
  })
})

describe('behavior: undefined may be written in a seed', () => {
  const maybe = undefined as string | undefined

  test('for optional arguments', () => {
    createEmulator({
      limits: undefined,
      now: undefined,
      webhooks: undefined,
      seed: {
        settings: { hibp: undefined, sign_up: { mode: undefined } },
        users: [{ id: maybe, username: 'ada' }],
        organizations: [
          {
            id: maybe,
            name: 'Acme',
            members: [{ user_id: '', role: 'org:admin' }],
            domains: undefined,
          },
        ],
        roles: [{ id: maybe, name: '', key: '', permissions: undefined }],
        sessions: [{ id: maybe, user_id: '' }],
        apiKeys: [{ id: maybe, name: 'key', subject: '' }],
        oauthApplications: [{ id: maybe, name: '' }],
        invitations: [{ id: maybe, email_address: '' }],
        waitlist: [{ id: maybe, email_address: '' }],
        allowlist: [{ id: maybe, identifier: '' }],
        redirectUrls: [{ id: maybe, url: '' }],
        machines: [{ id: maybe, name: '' }],
        signUps: [{ id: maybe }],
        templates: undefined,
        enterpriseConnections: [{ id: maybe, name: '', provider: 'saml_okta', domains: texts }],
        billing: {
          plans: [{ id: maybe, name: 'Pro', amount: undefined }],
          subscriptions: [{ user_id: '', plan: '', id: maybe }],
          statements: [{ user_id: '', payments: [{ id: maybe, amount: 1 }] }],
        },
      },
    })
  })
})
