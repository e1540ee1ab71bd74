import type { State } from '../state.ts'

/** The account that receives the payments of an instance. */
export function payeeOf({ instance }: State) {
  const id = instance.id.replace(/^ins_/, '')
  return {
    id: `cpayee_${id}`,
    gateway_type: 'stripe',
    gateway_external_id: `acct_${id}`,
    gateway_status: 'active',
  }
}
