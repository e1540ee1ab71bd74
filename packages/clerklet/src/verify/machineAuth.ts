import type { MachineTokenType } from './kind.ts'
import type {
  ApiKeyPayload,
  M2mTokenPayload,
  MachinePayloads,
  OAuthTokenPayload,
} from './machine.ts'

interface MachineAuthBase {
  /** Machines have no roles or plans: what they may do is in `scopes`. */
  has(params: unknown): false
  /** The token as presented. */
  getToken(): Promise<string | null>
}

/** Each field of a machine's auth object when there is none. */
type Nulls<T> = { [K in keyof T]: null }

interface ApiKeyProperties {
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

interface M2mProperties {
  id: string
  subject: string
  scopes: string[]
  claims: Record<string, unknown> | null
  /** The machine that sent the request. */
  machineId: string
}

interface OAuthProperties {
  id: string
  subject: string
  scopes: string[]
  /** The user who gave the access. */
  userId: string
  /** The application that was given it. */
  clientId: string
}

interface Properties {
  api_key: ApiKeyProperties
  m2m_token: M2mProperties
  oauth_token: OAuthProperties
}

/** Whose machine token it is. */
export type MachineAuth<T extends MachineTokenType = MachineTokenType> = {
  [K in T]: { tokenType: K; isAuthenticated: true } & Properties[K] & MachineAuthBase
}[T]

/** No machine token of this kind, or one that does not hold. */
export type UnauthenticatedMachineAuth<T extends MachineTokenType = MachineTokenType> = {
  [K in T]: { tokenType: K; isAuthenticated: false } & Nulls<Properties[K]> & MachineAuthBase
}[T]

const NOTHING: { [K in MachineTokenType]: Nulls<Properties[K]> } = {
  api_key: {
    id: null,
    subject: null,
    name: null,
    scopes: null,
    claims: null,
    userId: null,
    orgId: null,
  },
  m2m_token: { id: null, subject: null, scopes: null, claims: null, machineId: null },
  oauth_token: { id: null, subject: null, scopes: null, userId: null, clientId: null },
}

export function machineAuth<T extends MachineTokenType>(
  type: T,
  payload: MachinePayloads[T],
  token: string,
): MachineAuth<T> {
  const { id, subject, scopes } = payload
  return {
    tokenType: type,
    isAuthenticated: true,
    id,
    subject,
    scopes,
    ...particulars(payload),
    has: () => false,
    getToken: async () => token,
    // TypeScript cannot tie the branches of `particulars` to T.
  } as unknown as MachineAuth<T>
}

export function unauthenticatedMachineAuth<T extends MachineTokenType>(
  type: T,
): UnauthenticatedMachineAuth<T> {
  return {
    tokenType: type,
    isAuthenticated: false,
    ...NOTHING[type],
    has: () => false,
    getToken: async () => null,
    // As above: NOTHING[type] is what belongs to T.
  } as unknown as UnauthenticatedMachineAuth<T>
}

function particulars(payload: ApiKeyPayload | M2mTokenPayload | OAuthTokenPayload) {
  const { subject } = payload
  if (payload.object === 'machine_to_machine_token') {
    return { claims: payload.claims ?? null, machineId: subject }
  }
  if (payload.object === 'clerk_idp_oauth_access_token') {
    return { userId: subject, clientId: payload.client_id }
  }
  return {
    name: payload.name,
    claims: payload.claims ?? null,
    userId: subject.startsWith('user_') ? subject : null,
    orgId: subject.startsWith('org_') ? subject : null,
  }
}
