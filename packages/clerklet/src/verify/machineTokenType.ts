import type { MachineTokenType } from './token/kind.ts'
import { decodedJwt, machineType } from './verifyMachineToken.ts'

/** Which kind of machine token this is, if any. Not verified: good for deciding how to verify it. */
export function machineTokenType(token: string): MachineTokenType | undefined {
  return machineType(token, decodedJwt(token))
}
