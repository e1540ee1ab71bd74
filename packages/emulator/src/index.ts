export type {
  BillingCardSeed,
  BillingDiscountSeed,
  BillingPlanSeed,
  BillingPriceSeed,
  BillingSeed,
  BillingStatementSeed,
  BillingSubscriptionSeed,
} from './billing/index.ts'
export { type Clock, duration } from './core/clock.ts'
export type { WebhookEndpoint } from './core/deliveries.ts'
export type { Fault } from './core/faults.ts'
export type { Limits } from './core/limits.ts'
export type { RecordedRequest } from './core/requestLog.ts'
export type { Settings, SettingsSeed } from './core/settings.ts'
export type { Instance } from './core/state.ts'
export type { Delivery, DeliveryAttempt, EmittedEvent } from './core/store.ts'
export { createEmulator, type Emulator, type EmulatorContext, type SignedIn } from './emulator.ts'
export type { EnterpriseConnectionSeed } from './enterprise/index.ts'
export type {
  InvitationSeed,
  RestrictionSeed,
  SignUpSeed,
  WaitlistEntrySeed,
} from './flows/index.ts'
export type {
  BiometricCredentialSeed,
  ExternalAccountSeed,
  TrustedDeviceSeed,
  UserSeed,
} from './identity/index.ts'
export type { RedirectUrlSeed } from './instance/index.ts'
export type { Issued } from './issue.ts'
export type { ApiKeySeed, MachineSeed, OAuthApplicationSeed } from './machines/index.ts'
export type { OutgoingMessage, TemplateSeed } from './messages/index.ts'
export type {
  ApiKeyOptions,
  EmulatorOptions,
  MachineTokenOptions,
  MintTokenOptions,
  OAuthTokenOptions,
  SignInOptions,
} from './options.ts'
export type { OrganizationSeed, PermissionSeed, RoleSeed } from './organizations/index.ts'
export type { Seed } from './seed.ts'
export type { JwtTemplateSeed, Session, SessionSeed } from './sessions/index.ts'
export type { Snapshot } from './snapshot.ts'
