import type {
  ActorToken,
  AllowlistIdentifier,
  ApiKey,
  BlocklistIdentifier,
  Session as ClerkSession,
  Invitation,
  JwtTemplate,
  KnownOAuthAccessToken,
  M2mToken,
  MachineReference,
  MachineScope,
  OAuthApplication,
  Permission,
  RedirectUrl,
  SignInToken,
  SignUp,
  User,
  WaitlistEntry,
} from 'clerklet'
import type { Clock } from './clock.ts'
import { Collection } from './collection.ts'
import type { EmittedEvent } from './events.ts'
import { createIds } from './ids.ts'
import type { Window } from './limits.ts'
import type { StoredMembership } from './memberships.ts'
import type { StoredOrganizationDomain } from './organizationDomains.ts'
import type { StoredOrganization } from './organizations.ts'
import type { StoredInvitation } from './pendingInvitations.ts'
import { addDefaultRoles, type StoredRoleSet } from './roleSets.ts'
import type { StoredRole } from './roles.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** A session as the API sends it. */
export interface Session extends ClerkSession {}

/** A browser or device. What the API sends of it also holds its sessions. */
export interface StoredClient {
  id: string
  created_at: number
  updated_at: number
  last_active_session_id: string | null
}

/** That one machine may talk to another, under an id of ours. */
export interface StoredMachineScope extends MachineScope {
  id: string
}

/** An access token, and the application that it was issued to. */
export interface StoredOAuthToken extends KnownOAuthAccessToken {
  application_id: string
}

/** Whose a key or an opaque token is. */
export interface Bearer {
  /** Of a machine, an API key or a token. */
  id: string
  /** Epoch milliseconds after which it holds no more; `null` leaves that to whose it is. */
  until: number | null
}

/** The instance. Its keys look like Clerk's without being mistaken for real ones. */
export interface Instance {
  id: string
  secretKey: string
  publishableKey: string
  /** The host of the Frontend API: the issuer of session tokens. */
  frontendApi: string
}

/** Everything that is stored: collections of wire objects, maps, and plain values. A snapshot is made of it. */
export interface Data {
  /** How many ids were given out. */
  sequence: { ids: number }
  users: Collection<User>
  /** What must be unique, such as `email:ada@example.com`, and whose it is. */
  identifiers: Map<string, string>
  passwords: Map<string, string>
  sessions: Collection<Session>
  clients: Collection<StoredClient>
  organizations: Collection<StoredOrganization>
  memberships: Collection<StoredMembership>
  /** By user, the organization that becomes active in their next session. */
  nextOrganizations: Map<string, string>
  organizationInvitations: Collection<StoredInvitation>
  organizationDomains: Collection<StoredOrganizationDomain>
  roles: Collection<StoredRole>
  permissions: Collection<Permission>
  roleSets: Collection<StoredRoleSet>
  settings: Settings
  invitations: Collection<Invitation>
  allowlist: Collection<AllowlistIdentifier & { id: string; created_at: number }>
  blocklist: Collection<BlocklistIdentifier & { id: string; created_at: number }>
  waitlist: Collection<WaitlistEntry>
  redirectUrls: Collection<RedirectUrl>
  jwtTemplates: Collection<JwtTemplate>
  actorTokens: Collection<ActorToken>
  signInTokens: Collection<SignInToken>
  signUps: Collection<SignUp & { created_at: number }>
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
  /** The Svix app that the webhooks of the instance need. */
  svixApp: { id: string | null }
  /** How often what is limited was asked for of late. */
  windows: Map<string, Window>
  /** The last 1 000 events that webhooks tell of, the oldest first. */
  events: EmittedEvent[]
}

/** Everything that an emulator knows. */
export interface State extends Data {
  clock: Clock
  instance: Instance
  newId: (prefix: string) => string
  /** What ids are made from. */
  idSeed: string
  /** The names of what is stored. */
  stored: readonly (keyof Data)[]
}

const FRONTEND_API = 'clerk.emulator.test'

/** Two emulators with the same seed give out the same ids. */
export function createState(clock: Clock, idSeed: string): State {
  const data = createData()
  // The keys are those of its type.
  const stored = Object.keys(data) as (keyof Data)[]
  const idOf = createIds(idSeed)
  const newId = (prefix: string) => idOf(prefix, ++data.sequence.ids)
  const instance: Instance = {
    id: newId('ins'),
    secretKey: 'sk_test_emulator',
    publishableKey: `pk_test_${btoa(`${FRONTEND_API}$`).replace(/=+$/, '')}`,
    frontendApi: FRONTEND_API,
  }
  const state = Object.assign(data, { clock, instance, newId, idSeed, stored })
  addDefaultRoles(state)
  return state
}

function createData(): Data {
  return {
    sequence: { ids: 0 },
    users: new Collection(),
    identifiers: new Map(),
    passwords: new Map(),
    sessions: new Collection('user_id', 'client_id'),
    clients: new Collection(),
    organizations: new Collection('created_by', 'role_set_id'),
    memberships: new Collection('organization_id', 'user_id', 'role_id'),
    nextOrganizations: new Map(),
    organizationInvitations: new Collection('organization_id', 'role_id', 'email_address'),
    organizationDomains: new Collection('organization_id', 'name'),
    roles: new Collection(),
    permissions: new Collection(),
    roleSets: new Collection(),
    settings: defaultSettings(),
    invitations: new Collection(),
    allowlist: new Collection(),
    blocklist: new Collection(),
    waitlist: new Collection(),
    redirectUrls: new Collection(),
    jwtTemplates: new Collection(),
    actorTokens: new Collection(),
    signInTokens: new Collection('user_id'),
    signUps: new Collection(),
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
    svixApp: { id: null },
    windows: new Map(),
    events: [],
  }
}
