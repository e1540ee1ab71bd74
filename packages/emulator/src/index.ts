export type { ExternalAccountSeed } from './accounts.ts'
export type { ApiKeySeed } from './apiKeys.ts'
export type { BillingDiscountSeed } from './billing/discounts.ts'
export type { BillingPlanSeed, BillingPriceSeed } from './billing/plans.ts'
export type {
  BillingCardSeed,
  BillingSeed,
  BillingStatementSeed,
  BillingSubscriptionSeed,
} from './billing/seed.ts'
export { type Clock, duration } from './clock.ts'
export type { Delivery, DeliveryAttempt, WebhookEndpoint } from './deliveries.ts'
export type { BiometricCredentialSeed, TrustedDeviceSeed } from './devices.ts'
export {
  createEmulator,
  type Emulator,
  type EmulatorContext,
  type EmulatorOptions,
  type MintTokenOptions,
  type SignedIn,
  type SignInOptions,
} from './emulator.ts'
export type { EnterpriseConnectionSeed } from './enterpriseConnections.ts'
export type { EmittedEvent } from './events.ts'
export type { Fault } from './faults.ts'
export type { InvitationSeed } from './invitations.ts'
export type { ApiKeyOptions, Issued, MachineTokenOptions, OAuthTokenOptions } from './issue.ts'
export type { JwtTemplateSeed } from './jwtTemplates.ts'
export type { Limits } from './limits.ts'
export type { MachineSeed } from './machines.ts'
export type { OAuthApplicationSeed } from './oauthApplications.ts'
export type { OrganizationSeed } from './organizationSeeds.ts'
export type { PermissionSeed } from './permissions.ts'
export type { RedirectUrlSeed } from './redirectUrls.ts'
export type { RecordedRequest } from './requestLog.ts'
export type { RestrictionSeed } from './restrictions.ts'
export type { RoleSeed } from './roles.ts'
export type { Seed } from './seed.ts'
export type { SessionSeed } from './sessions.ts'
export type { Settings, SettingsSeed } from './settings.ts'
export type { SignUpSeed } from './signUps.ts'
export type { Snapshot } from './snapshot.ts'
export type { Instance, Session } from './state.ts'
export type { TemplateSeed } from './templates.ts'
export type { UserSeed } from './users.ts'
export type { WaitlistEntrySeed } from './waitlist.ts'
