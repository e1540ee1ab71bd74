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
  createUser,
  listOrganizationInvitations,
  listOrganizationMemberships,
  listOrganizations,
  listUsers,
  paginate,
  updateInstance,
} from 'clerklet'
import { authenticateRequest, verifyMachineToken, verifyToken } from 'clerklet/verify'
import { verifyWebhook } from 'clerklet/webhooks'
import { describe, expectTypeOf, test } from 'vitest'

const ctx: Context = { secretKey: 'sk_test_x' }
const texts = ['one', 'two'] as const
const invitation = { email_address: 'ada@example.com' } as const

describe('behavior: an array that is taken may be readonly', () => {
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
