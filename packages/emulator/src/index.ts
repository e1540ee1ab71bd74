export type { BillingDiscountSeed } from './billing/discounts.ts'
export type { BillingPlanSeed, BillingPriceSeed } from './billing/plans.ts'
export type {
  BillingCardSeed,
  BillingSeed,
  BillingStatementSeed,
  BillingSubscriptionSeed,
} from './billing/seed.ts'
export { type Clock, duration } from './core/clock.ts'
export type { WebhookEndpoint } from './core/deliveries.ts'
export type { Fault } from './core/faults.ts'
export type { Limits } from './core/limits.ts'
export type { RecordedRequest } from './core/requestLog.ts'
export type { Settings, SettingsSeed } from './core/settings.ts'
export type { Instance } from './core/state.ts'
export type { Delivery, DeliveryAttempt, EmittedEvent } from './core/store.ts'
export { createEmulator, type Emulator, type EmulatorContext, type SignedIn } from './emulator.ts'
export type { EnterpriseConnectionSeed } from './enterprise/enterpriseConnections.ts'
export type { InvitationSeed } from './flows/invitations.ts'
export type { RestrictionSeed } from './flows/restrictions.ts'
export type { SignUpSeed } from './flows/signUps.ts'
export type { WaitlistEntrySeed } from './flows/waitlist.ts'
export type { ExternalAccountSeed } from './identity/accounts.ts'
export type { BiometricCredentialSeed, TrustedDeviceSeed } from './identity/devices.ts'
export type { UserSeed } from './identity/users.ts'
export type { RedirectUrlSeed } from './instance/redirectUrls.ts'
export type { Issued } from './issue.ts'
export type { ApiKeySeed } from './machines/apiKeys.ts'
export type { MachineSeed } from './machines/machines.ts'
export type { OAuthApplicationSeed } from './machines/oauthApplications.ts'
export type { TemplateSeed } from './messages/templates.ts'
export type {
  ApiKeyOptions,
  EmulatorOptions,
  MachineTokenOptions,
  MintTokenOptions,
  OAuthTokenOptions,
  SignInOptions,
} from './options.ts'
export type { PermissionSeed } from './organizations/permissions.ts'
export type { RoleSeed } from './organizations/roles.ts'
export type { OrganizationSeed } from './organizations/seed.ts'
export type { Seed } from './seed.ts'
export type { JwtTemplateSeed } from './sessions/jwtTemplates.ts'
export type { SessionSeed } from './sessions/sessions.ts'
export type { Session } from './sessions/store.ts'
export type { Snapshot } from './snapshot.ts'
