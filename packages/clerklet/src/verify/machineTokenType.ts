import { machineType } from './machine/kinds.ts'
import { decodedJwt } from './token/decodedJwt.ts'
import type { MachineTokenType } from './token/kind.ts'

/** Which kind of machine token this is, if any. Not verified: good for deciding how to verify it. */
export function machineTokenType(token: string): MachineTokenType | undefined {
  return machineType(token, decodedJwt(token))
}
