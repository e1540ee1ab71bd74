import type { State } from '../state.ts'

/** Whom the payers of an instance pay. */
export function payeeOf({ instance }: State) {
  const id = instance.id.replace(/^ins_/, '')
  return {
    id: `cpayee_${id}`,
    gateway_type: 'stripe',
    gateway_external_id: `acct_${id}`,
    gateway_status: 'active',
  }
}
