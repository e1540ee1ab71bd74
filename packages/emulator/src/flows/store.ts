import type {
  ActorToken,
  AgentTask,
  AllowlistIdentifier,
  BlocklistIdentifier,
  Invitation,
  SignInToken,
  SignUp,
  SignUpVerification,
  WaitlistEntry,
} from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** The data of a ticket for an invitation, a sign-in token, an actor token or an agent task. */
export interface StoredTicket {
  type: 'invitation' | 'sign_in_token' | 'actor_token' | 'agent_task'
  id: string
  /** Epoch milliseconds. */
  expires_at: number
  /** The maximum duration of the session in seconds; `null` means the default of the instance. */
  session_duration: number | null
  /** The organization that is active in the session; `null` means none. */
  organization_id: string | null
}

/** An entry of the waitlist, with the id of its invitation in place of the invitation. */
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

/** A step of a sign-in or a reverification: the verification of the first or of the second factor. */
export type Step = 'first' | 'second'

/** The verification of a step. */
export interface FactorVerification {
  strategy: string
  status: 'unverified' | 'verified'
  /** The id of the verification that belongs to the sent code; `null` without a code. */
  verification_id: string | null
}

/** The progress of a user who verifies their factors. */
export interface Proof {
  first: FactorVerification | null
  second: FactorVerification | null
}

/** The reverification of a session. */
export interface StoredReverification extends Proof {
  level: 'first_factor' | 'second_factor' | 'multi_factor'
  status: 'needs_first_factor' | 'needs_second_factor' | 'complete'
}

/** A sign-in, with the verifications of its first and second factor. */
export interface StoredSignIn extends Proof {
  id: string
  created_at: number
  client_id: string
  status:
    | 'needs_identifier'
    | 'needs_first_factor'
    | 'needs_second_factor'
    | 'needs_new_password'
    | 'complete'
  /** The identifier as the browser sent it. */
  identifier: string | null
  user_id: string | null
  created_session_id: string | null
  abandon_at: number
}

/** The verification of an address or number of a sign-up. */
export interface StoredContactVerification extends SignUpVerification {
  object?: 'verification_otp' | 'verification_ticket'
  status?: 'unverified' | 'verified' | 'failed' | 'expired'
  strategy?: string
  attempts?: number | null
  expire_at?: number | null
}

/** A sign-up, with fields that the API never sends. */
export interface StoredSignUp extends SignUp {
  created_at: number
  /** `null` for a sign-up from a seed. */
  client_id: string | null
  password: string | null
  /** The invitation of the ticket: `inv_…` or `orginv_…`. */
  invitation_id: string | null
  verifications: SignUp['verifications'] & {
    email_address: StoredContactVerification | null
    phone_number: StoredContactVerification | null
  }
}

/** Invitations, waitlist, restrictions, sign-ups, sign-ins and tickets. */
export interface FlowsData {
  invitations: Collection<Invitation>
  allowlist: Collection<AllowlistIdentifier & { id: string; created_at: number }>
  blocklist: Collection<BlocklistIdentifier & { id: string; created_at: number }>
  waitlist: Collection<StoredWaitlistEntry>
  actorTokens: Collection<ActorToken>
  signInTokens: Collection<SignInToken>
  signIns: Collection<StoredSignIn>
  signUps: Collection<StoredSignUp>
  /** Reverifications by the id of their session. */
  reverifications: Map<string, StoredReverification>
  tickets: Map<string, StoredTicket>
  agentTasks: Collection<StoredAgentTask>
  /** The ids of agents, `agent_…`, by the name of the agent. */
  agents: Map<string, string>
}

export function createFlowsData(): FlowsData {
  return {
    invitations: new Collection('email_address'),
    allowlist: new Collection('identifier'),
    blocklist: new Collection('identifier'),
    waitlist: new Collection('email_address'),
    actorTokens: new Collection(),
    signInTokens: new Collection('user_id'),
    signIns: new Collection('user_id'),
    signUps: new Collection(),
    reverifications: new Table(),
    tickets: new Table(),
    agentTasks: new Collection(),
    agents: new Table(),
  }
}
