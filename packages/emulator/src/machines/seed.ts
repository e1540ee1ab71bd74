import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { type ApiKeySeed, addApiKey } from './apiKeys.ts'
import { addMachine, addScope, checkScopes, type MachineSeed } from './machines.ts'
import { addOAuthApplication, type OAuthApplicationSeed } from './oauthApplications.ts'

/** The part of a seed about machines, keys and applications. */
export interface MachinesSeed {
  /** The scopes of a machine may name machines later in the list. */
  machines?: readonly MachineSeed[] | undefined
  apiKeys?: readonly ApiKeySeed[] | undefined
  oauthApplications?: readonly OAuthApplicationSeed[] | undefined
}

export const MACHINES_SHAPES: Shapes<MachinesSeed> = {
  machines: {
    kinds: {
      id: 'string',
      name: 'string',
      scoped_machines: 'string[]',
      default_token_ttl: 'number',
      secret_key: 'string',
    },
    needs: ['name'],
  },
  apiKeys: {
    kinds: {
      id: 'string',
      secret: 'string',
      type: 'string',
      name: 'string',
      description: 'string?',
      subject: 'string',
      claims: 'object?',
      scopes: 'string[]',
      created_by: 'string?',
      seconds_until_expiration: 'number?',
    },
    needs: ['name', 'subject'],
  },
  oauthApplications: {
    kinds: {
      id: 'string',
      client_id: 'string',
      client_secret: 'string',
      name: 'string',
      redirect_uris: 'string[]?',
      callback_url: 'string?',
      scopes: 'string?',
      consent_screen_enabled: 'boolean?',
      pkce_required: 'boolean?',
      device_authorization_grant_enabled: 'boolean?',
      public: 'boolean?',
      dynamically_registered: 'boolean',
    },
    needs: ['name'],
  },
}

export function plantMachines(
  state: State,
  { machines, apiKeys, oauthApplications }: MachinesSeed,
): void {
  const planted = plantEach('machines', machines, (machine) => addMachine(state, machine))
  // Scopes are added after all machines, since they may name machines later in the list.
  plantEach('machines', machines, ({ scoped_machines = [] }, i) => {
    checkScopes(state, scoped_machines)
    for (const id of scoped_machines) addScope(state, planted[i]?.id ?? '', id)
  })
  plantEach('apiKeys', apiKeys, (apiKey) => addApiKey(state, apiKey))
  plantEach('oauthApplications', oauthApplications, (one) => addOAuthApplication(state, one))
}
