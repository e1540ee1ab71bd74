import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addConnection, type EnterpriseConnectionSeed } from './enterpriseConnections.ts'

/** The part of a seed about enterprise connections. */
export interface EnterpriseSeed {
  enterpriseConnections?: readonly EnterpriseConnectionSeed[] | undefined
}

export const ENTERPRISE_SHAPES: Shapes<EnterpriseSeed> = {
  enterpriseConnections: {
    kinds: {
      id: 'string',
      name: 'string',
      provider: 'string',
      domains: 'string[]',
      organization_id: 'string?',
      allow_organization_account_linking: 'boolean?',
      active: 'boolean?',
      saml: 'object?',
      oidc: 'object?',
      custom_attributes: 'object[]',
      authenticatable: 'boolean',
      disable_jit_provisioning: 'boolean',
      sync_user_attributes: 'boolean',
    },
    needs: ['name', 'provider', 'domains'],
  },
}

export function plantEnterprise(state: State, { enterpriseConnections }: EnterpriseSeed): void {
  plantEach('enterpriseConnections', enterpriseConnections, (one) => addConnection(state, one))
}
