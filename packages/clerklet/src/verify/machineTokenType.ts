import { machineType } from './machine/kinds.ts'
import { decodedJwt } from './token/decodedJwt.ts'
import type { MachineTokenType } from './token/kind.ts'

/** Which kind of machine token this is, if any. The token is unverified: use the result only to decide how to verify it. */
export function machineTokenType(token: string): MachineTokenType | undefined {
  return machineType(token, decodedJwt(token))
}
