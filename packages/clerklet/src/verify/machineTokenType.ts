import { machineType } from './machine/kinds.ts'
import { decodedJwt } from './token/decodedJwt.ts'
import type { MachineTokenType } from './token/kind.ts'

/**
 * Returns the kind of a machine token; undefined for any other token. The token is unverified: use the result only to choose how
 * to verify it.
 *
 * @example
 * machineTokenType('ak_0123') // 'api_key'
 */
export function machineTokenType(token: string): MachineTokenType | undefined {
  return machineType(token, decodedJwt(token))
}
