import type {
  ApiKey,
  KnownOAuthAccessToken,
  M2mToken,
  MachineReference,
  MachineScope,
  OAuthApplication,
} from 'clerklet'
import { Collection } from '../core/collection.ts'

/** That one machine may talk to another, under an id of ours. */
export interface StoredMachineScope extends MachineScope {
  id: string
}

/** An access token, and the application that it was issued to. Its times are milliseconds, as everywhere in the state. */
export interface StoredOAuthToken extends KnownOAuthAccessToken {
  application_id: string
}

/** Machines, and what signs in without a person. */
export interface MachinesData {
  machines: Collection<MachineReference>
  machineScopes: Collection<StoredMachineScope>
  m2mTokens: Collection<M2mToken>
  apiKeys: Collection<ApiKey>
  oauthApplications: Collection<OAuthApplication>
  oauthTokens: Collection<StoredOAuthToken>
}

export function createMachinesData(): MachinesData {
  return {
    machines: new Collection(),
    machineScopes: new Collection('from_machine_id', 'to_machine_id'),
    m2mTokens: new Collection('subject'),
    apiKeys: new Collection('subject'),
    oauthApplications: new Collection(),
    oauthTokens: new Collection('subject', 'client_id'),
  }
}
