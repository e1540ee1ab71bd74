import type {
  ApiKeyPayload,
  M2mTokenPayload,
  MachinePayloads,
  OAuthTokenPayload,
} from '../machine/payloads.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { nulls } from './nulls.ts'

/** What the auth object of every machine has. */
export interface MachineAuthBase {
  /** Machines have no roles or plans: what they may do is in `scopes`. */
  has(params: unknown): false
  /** The token as presented. */
  getToken(): Promise<string | null>
}

/** Each field of a machine's auth object when there is none. */
type Nulls<T> = { [K in keyof T]: null }

/** What the auth object of an API key says. */
export interface ApiKeyProperties {
  id: string
  subject: string
  name: string
  scopes: string[]
  claims: Record<string, unknown> | null
  /** The user that the key belongs to. */
  userId: string | null
  /** The organization that the key belongs to. */
  orgId: string | null
}

/** What the auth object of an M2M token says. */
export interface M2mProperties {
  id: string
  subject: string
  scopes: string[]
  claims: Record<string, unknown> | null
  /** The machine that sent the request. */
  machineId: string
}

/** What the auth object of an OAuth access token says. */
export interface OAuthProperties {
  id: string
  subject: string
  scopes: string[]
  /** The user who granted the access. */
  userId: string
  /** The application that the access was granted to. */
  clientId: string
}

interface Properties {
  api_key: ApiKeyProperties
  m2m_token: M2mProperties
  oauth_token: OAuthProperties
}

/** The auth object of a valid machine token. */
export type MachineAuth<T extends MachineTokenType = MachineTokenType> = {
  [K in T]: { tokenType: K; isAuthenticated: true } & Properties[K] & MachineAuthBase
}[T]

/** The auth object when there is no valid machine token of this kind. */
export type UnauthenticatedMachineAuth<T extends MachineTokenType = MachineTokenType> = {
  [K in T]: { tokenType: K; isAuthenticated: false } & Nulls<Properties[K]> & MachineAuthBase
}[T]

/** What an auth object says of each kind of machine token, besides what all have. */
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
    // The table has the properties of T, which TypeScript cannot tell.
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
  // TypeScript cannot tie an entry of the table to T.
  const own = PROPERTIES[tokenType] as (payload: Partial<MachinePayloads[T]>) => object
  return { id, subject, scopes, ...own(payload) }
}
