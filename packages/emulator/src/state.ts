import type {
  ActorToken,
  AdminPortalLinkToken,
  AgentTask,
  AllowlistIdentifier,
  ApiKey,
  BlocklistIdentifier,
  Session as ClerkSession,
  Email,
  Invitation,
  JwtTemplate,
  KnownOAuthAccessToken,
  M2mToken,
  MachineReference,
  MachineScope,
  OAuthAccessToken,
  OAuthApplication,
  Permission,
  RedirectUrl,
  SignInToken,
  Template,
  User,
  WaitlistEntry,
} from 'clerklet'
import { createBillingData } from './billing/data.ts'
import type { BillingData } from './billing/store.ts'
import type { Clock } from './core/clock.ts'
import { Collection } from './core/collection.ts'
import type { Delivery } from './core/deliveries.ts'
import type { EmittedEvent } from './core/events.ts'
import { createIds } from './core/ids.ts'
import type { StoredImage } from './core/images.ts'
import type { Window } from './core/limits.ts'
import { defaultSettings, isProduction, type Settings } from './core/settings.ts'
import type { StoredDirectory, StoredMapping } from './enterprise/directories.ts'
import type { StoredConnection, StoredTestRun } from './enterprise/enterpriseConnections.ts'
import type { StoredSignIn } from './flows/signIns.ts'
import type { StoredSignUp } from './flows/signUps.ts'
import type { StoredBiometricCredential } from './identity/devices.ts'
import { addPrimaryDomain, frontendApiOf, type StoredDomain } from './instance/domains.ts'
import type { StoredMembership } from './organizations/memberships.ts'
import type { StoredOrganizationDomain } from './organizations/organizationDomains.ts'
import type { StoredEnrollment } from './organizations/organizationEnrollments.ts'
import type { StoredOrganization } from './organizations/organizations.ts'
import type { StoredInvitation } from './organizations/pendingInvitations.ts'
import { addDefaultRoles, type StoredRoleSet } from './organizations/roleSets.ts'
import type { StoredRole } from './organizations/roles.ts'

/** A session as the API sends it. */
export interface Session extends ClerkSession {}

/** A browser or device. What the API sends of it also holds its sessions. */
export interface StoredClient {
  id: string
  created_at: number
  updated_at: number
  last_active_session_id: string | null
  /** What goes on in it: `sia_…`, `sua_…`. */
  sign_in_id: string | null
  sign_up_id: string | null
  /** How somebody signed in last, such as `password`. */
  last_authentication_strategy: string | null
}

/** That one machine may talk to another, under an id of ours. */
export interface StoredMachineScope extends MachineScope {
  id: string
}

/** An access token, and the application that it was issued to. Its times are milliseconds, as everywhere in the state. */
export interface StoredOAuthToken extends KnownOAuthAccessToken {
  application_id: string
}

/** An e-mail, and when it was sent. */
export interface StoredEmail extends Email {
  created_at: number
}

/** A request that was carried out under an idempotency key. */
export interface Idempotent {
  /** Its body. */
  request: string
  /** Of what it made. */
  id: string
}

/** Whose a key or an opaque token is. */
export interface Bearer {
  /** Of a machine, an API key or a token. */
  id: string
  /** Epoch milliseconds after which it holds no more; `null` leaves that to whose it is. */
  until: number | null
}

/** A password: in plain text where it came so, else as the digest that came. */
export interface StoredPassword {
  plain: string | null
  digest: string | null
  hasher: string | null
  /** The user has to choose another at the next sign-in. */
  compromised: boolean
}

/** An authenticator app. */
export interface StoredTotp {
  id: string
  /** Base32. */
  secret: string
  verified: boolean
}

/** A code that was sent to an e-mail address or a phone number. */
export interface StoredVerification {
  id: string
  /** `idn_…`, or the sign-up (`sua_…`) that the address or number is of. */
  identification_id: string
  code: string
  strategy: 'email_code' | 'phone_code'
  status: 'unverified' | 'verified' | 'failed' | 'expired'
  attempts: number
  created_at: number
  expire_at: number
}

/** What a link or a token that signs somebody in or up stands for. */
export interface StoredTicket {
  type: 'invitation' | 'sign_in_token' | 'actor_token' | 'agent_task'
  id: string
  /** Epoch milliseconds. */
  expires_at: number
  /** Seconds that the session lasts at most; `null` leaves it to the instance. */
  session_duration: number | null
  /** The organization that becomes the active one. */
  organization_id: string | null
}

/** What the API sends of an entry without the invitation itself. */
export interface StoredWaitlistEntry extends Omit<WaitlistEntry, 'invitation'> {
  invitation_id: string | null
}

export interface StoredAgentTask extends AgentTask {
  id: string
  created_at: number
  user_id: string
  status: 'pending' | 'accepted' | 'revoked'
  redirect_url: string
}

/** A token of an identity provider, and whose it is. */
export interface StoredOAuthAccessToken extends OAuthAccessToken {
  id: string
  created_at: number
  user_id: string
}

/** The instance. Its keys look like Clerk's without being mistaken for real ones; that of the Frontend API follows its host. */
export interface Instance {
  id: string
  secretKey: string
  readonly publishableKey: string
  /** The host of the Frontend API: the issuer of session tokens. In production it is that of the primary domain. */
  readonly frontendApi: string
}

/** Everything that is stored: collections of wire objects, maps, and plain values. A snapshot is made of it. */
export interface Data extends BillingData {
  /** When the instance was made: epoch milliseconds. */
  began: { at: number }
  /** How many ids were given out. */
  sequence: { ids: number }
  users: Collection<User>
  /** What must be unique, such as `email:ada@example.com`, and whose it is. */
  identifiers: Map<string, string>
  /** The same of addresses and numbers that are not verified: any number of users may hold one. */
  unclaimed: Map<string, string[]>
  /** The user whose an identification (`idn_…`) is. */
  identifications: Map<string, string>
  /** By user, as are the next three. */
  passwords: Map<string, StoredPassword>
  totps: Map<string, StoredTotp>
  /** Those that are left, in plain text or as bcrypt digests. */
  backupCodes: Map<string, string[]>
  /** When a lock ends, in epoch milliseconds; one that is not here does not. */
  lockouts: Map<string, number>
  /** How many attempts to sign in have failed since one succeeded. */
  failedAttempts: Map<string, number>
  verifications: Collection<StoredVerification>
  trustedDevices: Collection<StoredBiometricCredential>
  oauthAccessTokens: Collection<StoredOAuthAccessToken>
  images: Collection<StoredImage>
  sessions: Collection<Session>
  clients: Collection<StoredClient>
  /** `jti` of the last token that a session traded for another, by session. */
  refreshed: Map<string, string>
  tickets: Map<string, StoredTicket>
  organizations: Collection<StoredOrganization>
  memberships: Collection<StoredMembership>
  /** By user, the organization that becomes active in their next session. */
  nextOrganizations: Map<string, string>
  organizationInvitations: Collection<StoredInvitation>
  organizationDomains: Collection<StoredOrganizationDomain>
  organizationEnrollments: Collection<StoredEnrollment>
  roles: Collection<StoredRole>
  permissions: Collection<Permission>
  roleSets: Collection<StoredRoleSet>
  enterpriseConnections: Collection<StoredConnection>
  testRuns: Collection<StoredTestRun>
  directories: Collection<StoredDirectory>
  directoryMappings: Collection<StoredMapping>
  adminPortalLinkTokens: Collection<AdminPortalLinkToken>
  domains: Collection<StoredDomain>
  settings: Settings
  invitations: Collection<Invitation>
  allowlist: Collection<AllowlistIdentifier & { id: string; created_at: number }>
  blocklist: Collection<BlocklistIdentifier & { id: string; created_at: number }>
  waitlist: Collection<StoredWaitlistEntry>
  redirectUrls: Collection<RedirectUrl>
  jwtTemplates: Collection<JwtTemplate>
  actorTokens: Collection<ActorToken>
  signInTokens: Collection<SignInToken>
  signIns: Collection<StoredSignIn>
  signUps: Collection<StoredSignUp>
  agentTasks: Collection<StoredAgentTask>
  /** `agent_…` by the name of the agent. */
  agents: Map<string, string>
  machines: Collection<MachineReference>
  machineScopes: Collection<StoredMachineScope>
  m2mTokens: Collection<M2mToken>
  apiKeys: Collection<ApiKey>
  oauthApplications: Collection<OAuthApplication>
  /** The tokens of browsers of a development instance (`dvb_…`), and whose client each is, once it has one. */
  devBrowsers: Map<string, string | null>
  /** What handshakes told, `Set-Cookie` lines by nonce. A nonce is good once. */
  handshakes: Map<string, string[]>
  oauthTokens: Collection<StoredOAuthToken>
  /** What is shown once, or to those who ask for it: keys and tokens by the id of what they belong to. */
  secrets: Map<string, string>
  /** The same the other way round: whose a key or token is. */
  bearers: Map<string, Bearer>
  emails: Collection<StoredEmail>
  /** The templates that differ from how they came, by type and slug. */
  templates: Map<string, Template>
  /** By what they make and their key, such as `email:welcome-1`. */
  idempotency: Map<string, Idempotent>
  /** The Svix app that the webhooks of the instance need. */
  svixApp: { id: string | null }
  /** How often what is limited was asked for of late. */
  windows: Map<string, Window>
  /** The last 1 000 events that webhooks tell of, the oldest first. */
  events: EmittedEvent[]
  /** Where those are that an endpoint is to get. */
  deliveries: Collection<Delivery>
}

/** Fetches what is not the emulator. */
export type Fetcher = (request: Request) => Response | Promise<Response>

/** Everything that an emulator knows. */
export interface State extends Data {
  clock: Clock
  instance: Instance
  newId: (prefix: string) => string
  /** What ids are made from. */
  idSeed: string
  /** Whether what happens is no event. */
  silent: boolean
  /** What reaches other hosts, if anything does. */
  fetch: Fetcher | undefined
  /** Hears of each event. */
  onEvent: (event: EmittedEvent) => void
  /** The names of what is stored. */
  stored: readonly (keyof Data)[]
}

/** Two emulators with the same seed give out the same ids. */
export function createState(clock: Clock, idSeed: string): State {
  const data = createData(clock.now())
  // The keys are those of its type.
  const stored = Object.keys(data) as (keyof Data)[]
  const idOf = createIds(idSeed)
  const newId = (prefix: string) => idOf(prefix, ++data.sequence.ids)
  const instance: Instance = {
    id: newId('ins'),
    secretKey: 'sk_test_emulator',
    get publishableKey() {
      const type = isProduction(data.settings) ? 'live' : 'test'
      return `pk_${type}_${btoa(`${frontendApiOf(data)}$`).replace(/=+$/, '')}`
    },
    get frontendApi() {
      return frontendApiOf(data)
    },
  }
  const state = Object.assign(data, {
    clock,
    instance,
    newId,
    idSeed,
    stored,
    silent: false,
    fetch: undefined,
    onEvent: () => {},
  })
  addDefaultRoles(state)
  addPrimaryDomain(state)
  return state
}

function createData(now: number): Data {
  return {
    ...createBillingData(now),
    began: { at: now },
    sequence: { ids: 0 },
    users: new Collection(),
    identifiers: new Map(),
    unclaimed: new Map(),
    identifications: new Map(),
    passwords: new Map(),
    totps: new Map(),
    backupCodes: new Map(),
    lockouts: new Map(),
    failedAttempts: new Map(),
    verifications: new Collection('identification_id'),
    trustedDevices: new Collection('user_id'),
    oauthAccessTokens: new Collection('user_id'),
    images: new Collection('owner_id'),
    sessions: new Collection('user_id', 'client_id'),
    clients: new Collection(),
    refreshed: new Map(),
    tickets: new Map(),
    organizations: new Collection('created_by', 'role_set_id'),
    memberships: new Collection('organization_id', 'user_id', 'role_id'),
    nextOrganizations: new Map(),
    organizationInvitations: new Collection('organization_id', 'role_id', 'email_address'),
    organizationDomains: new Collection('organization_id', 'name'),
    organizationEnrollments: new Collection('organization_domain_id', 'organization_id', 'user_id'),
    roles: new Collection(),
    permissions: new Collection(),
    roleSets: new Collection(),
    enterpriseConnections: new Collection('organization_id', 'saml_id'),
    testRuns: new Collection('enterprise_connection_id'),
    directories: new Collection('enterprise_connection_id'),
    directoryMappings: new Collection('directory_id', 'role_id'),
    adminPortalLinkTokens: new Collection('organization_id'),
    domains: new Collection(),
    settings: defaultSettings(),
    invitations: new Collection('email_address'),
    allowlist: new Collection('identifier'),
    blocklist: new Collection('identifier'),
    waitlist: new Collection('email_address'),
    redirectUrls: new Collection('url'),
    jwtTemplates: new Collection('name'),
    actorTokens: new Collection(),
    signInTokens: new Collection('user_id'),
    signIns: new Collection('user_id'),
    signUps: new Collection(),
    agentTasks: new Collection(),
    agents: new Map(),
    machines: new Collection(),
    machineScopes: new Collection('from_machine_id', 'to_machine_id'),
    m2mTokens: new Collection('subject'),
    apiKeys: new Collection('subject'),
    oauthApplications: new Collection(),
    devBrowsers: new Map(),
    handshakes: new Map(),
    oauthTokens: new Collection('subject', 'client_id'),
    secrets: new Map(),
    bearers: new Map(),
    emails: new Collection(),
    templates: new Map(),
    idempotency: new Map(),
    svixApp: { id: null },
    windows: new Map(),
    events: [],
    deliveries: new Collection(),
  }
}
