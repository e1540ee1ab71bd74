/** How an example is made to run. */
export interface Preparation {
  /** Lines before the example. They define what the example leaves to the reader. */
  before?: string
  /** Parts of the example that are replaced, such as a shortened key. */
  replaced?: [from: string, to: string][]
}

/** A PNG of one pixel, in base64. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const BYTES = `const bytes = Uint8Array.from(atob('${PIXEL}'), (one) => one.charCodeAt(0))`
const PRODUCTION = `clerk.seed({ settings: { environment_type: 'production' } })`

/**
 * The preparations of the examples that do not run alone, by the place of their page. `ctx` and `clerk`, the emulator, are
 * given.
 */
export const PREPARATIONS: Record<string, Preparation> = {
  'accountless-applications/createAccountlessApplication': {
    replaced: [['{}', '{ fetch: clerk.fetch }']],
  },
  'beta-features/updateProductionInstanceDomain': { before: PRODUCTION },
  'billing/removeBillingSubscriptionItemDiscount': {
    before: `await applyBillingSubscriptionItemDiscount(ctx, 'csub_item_2abc', { discount_id: 'disc_2abc' })`,
  },
  'clients/getHandshakePayload': {
    before: `const { frontendApi } = clerk.instance
const start = 'https://' + frontendApi + '/v1/client/handshake?format=nonce&redirect_url=https://example.com'
const { headers: redirect } = await clerk.fetch(start)
const nonce = new URL(redirect.get('location')).searchParams.get('__clerk_handshake_nonce')
const headers = new Headers()`,
  },
  'clients/verifyClient': { before: `const { token } = await clerk.signIn('user_2abc')` },
  'domains/updateDomain': { before: PRODUCTION },
  'emails/bulkCreateEmails': {
    before: `const from = { address: 'team@example.com' }
const messages = [
  { to: { user_id: 'user_2abc' }, from, subject: 'Welcome', text: 'Hello Ada' },
  { to: { user_id: 'user_2none' }, from, subject: 'Welcome', text: 'Hello' },
]`,
  },
  'instance/changeProductionInstanceDomain': { before: PRODUCTION },
  'interstitial/getPublicInterstitial': {
    replaced: [
      ['{}', '{ fetch: clerk.fetch }'],
      [`'pk_test_…'`, 'ctx.publishableKey'],
    ],
  },
  'machines/deleteMachineScope': {
    before: `await createMachineScope(ctx, 'mch_2abc', { to_machine_id: 'mch_2def' })`,
  },
  'oauth-applications/updateOAuthApplicationLogo': { before: BYTES },
  'organization-roles/removePermissionFromOrganizationRole': {
    before: `await assignPermissionToOrganizationRole(ctx, 'role_2abc', 'perm_2abc')`,
  },
  'organizations/updateOrganizationLogo': { before: BYTES },
  'sessions/refreshSession': {
    before: `const azp = 'https://app.example.com'
const cookies = {
  __session: await clerk.mintToken({ sessionId: 'sess_2abc', azp, expiresIn: -10 }),
  __refresh: 'rt_2abc',
}`,
  },
  'sessions/verifySession': {
    before: `const token = await clerk.mintToken({ sessionId: 'sess_2abc' })`,
  },
  'svix/deleteSvixApp': { before: 'await createSvixApp(ctx)' },
  'svix/generateSvixAuthUrl': { before: 'await createSvixApp(ctx)' },
  'users/updateUserProfileImage': { before: BYTES },
  'users/verifyUserPassword': { before: `const password = 'notes on the engine'` },
}
