import type {
  ApiKeyPayload,
  M2mTokenPayload,
  MachinePayloads,
  OAuthTokenPayload,
} from '../machine/payloads.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { nulls } from './nulls.ts'

/** The fields that the auth objects of all kinds of machine token share. */
export interface MachineAuthBase {
  /** Always false: machine tokens have no roles or plans. Check `scopes` instead. */
  has(params: unknown): false
  /** Returns the token as presented; `null` when the request carries no valid token. */
  getToken(): Promise<string | null>
}

/** The fields of `T`, all null. */
type Nulls<T> = { [K in keyof T]: null }

/** The fields of the auth object of an API key. */
export interface ApiKeyProperties {
  id: string
  subject: string
  name: string
  scopes: string[]
  claims: Record<string, unknown> | null
  /** The user that the key belongs to; `null` when its subject is not a user. */
  userId: string | null
  /** The organization that the key belongs to; `null` when its subject is not an organization. */
  orgId: string | null
}

/** The fields of the auth object of an M2M token. */
export interface M2mProperties {
  id: string
  subject: string
  scopes: string[]
  claims: Record<string, unknown> | null
  /** The machine that sent the request. */
  machineId: string
}

/** The fields of the auth object of an OAuth access token. */
export interface OAuthProperties {
  id: string
  subject: string
  scopes: string[]
  /** The user who granted the access. */
  userId: string
  /** The application that the access was granted to. */
  clientId: string
}

// Interfaces, because the declaration files of a library can refer to an interface by its name.

/** The auth object of a valid API key. */
export interface ApiKeyAuth extends ApiKeyProperties, MachineAuthBase {
  tokenType: 'api_key'
  isAuthenticated: true
}

/** The auth object of a valid M2M token. */
export interface M2mAuth extends M2mProperties, MachineAuthBase {
  tokenType: 'm2m_token'
  isAuthenticated: true
}

/** The auth object of a valid OAuth access token. */
export interface OAuthAuth extends OAuthProperties, MachineAuthBase {
  tokenType: 'oauth_token'
  isAuthenticated: true
}

/** The auth object of a request without a valid API key. */
export interface UnauthenticatedApiKeyAuth extends Nulls<ApiKeyProperties>, MachineAuthBase {
  tokenType: 'api_key'
  isAuthenticated: false
}

/** The auth object of a request without a valid M2M token. */
export interface UnauthenticatedM2mAuth extends Nulls<M2mProperties>, MachineAuthBase {
  tokenType: 'm2m_token'
  isAuthenticated: false
}

/** The auth object of a request without a valid OAuth access token. */
export interface UnauthenticatedOAuthAuth extends Nulls<OAuthProperties>, MachineAuthBase {
  tokenType: 'oauth_token'
  isAuthenticated: false
}

interface Authenticated {
  api_key: ApiKeyAuth
  m2m_token: M2mAuth
  oauth_token: OAuthAuth
}

interface Unauthenticated {
  api_key: UnauthenticatedApiKeyAuth
  m2m_token: UnauthenticatedM2mAuth
  oauth_token: UnauthenticatedOAuthAuth
}

/** The auth object of a valid machine token. */
export type MachineAuth<T extends MachineTokenType = MachineTokenType> = Authenticated[T]

/** The auth object of a request without a valid machine token of the kind `T`. */
export type UnauthenticatedMachineAuth<T extends MachineTokenType = MachineTokenType> =
  Unauthenticated[T]

/** For each kind of machine token, the fields of the auth object that not all kinds have. */
const PROPERTIES = {
  api_key: ({ name, claims = null, subject = '' }: Partial<ApiKeyPayload>) => ({
    name,
    claims,
    userId: subject.startsWith('user_') ? subject : null,
    orgId: subject.startsWith('org_') ? subject : null,
  }),
  m2m_token: ({ claims = null, subject }: Partial<M2mTokenPayload>) => ({
    claims,
    machineId: subject,
  }),
  oauth_token: ({ subject, client_id }: Partial<OAuthTokenPayload>) => ({
    userId: subject,
    clientId: client_id,
  }),
}

export function machineAuth<T extends MachineTokenType>(
  tokenType: T,
  payload: MachinePayloads[T],
  token: string,
): MachineAuth<T> {
  return {
    tokenType,
    isAuthenticated: true,
    ...properties(tokenType, payload),
    has: () => false,
    getToken: async () => token,
    // A cast, because TypeScript does not know the fields that `properties` returns.
  } as unknown as MachineAuth<T>
}

export function unauthenticatedMachineAuth<T extends MachineTokenType>(
  tokenType: T,
): UnauthenticatedMachineAuth<T> {
  return {
    tokenType,
    isAuthenticated: false,
    ...nulls(properties(tokenType, {})),
    has: () => false,
    getToken: async () => null,
  } as unknown as UnauthenticatedMachineAuth<T>
}

function properties<T extends MachineTokenType>(
  tokenType: T,
  payload: Partial<MachinePayloads[T]>,
): object {
  const { id, subject, scopes } = payload
  // A cast, because TypeScript cannot tell that `PROPERTIES[tokenType]` takes the payload of `T`.
  const own = PROPERTIES[tokenType] as (payload: Partial<MachinePayloads[T]>) => object
  return { id, subject, scopes, ...own(payload) }
}
