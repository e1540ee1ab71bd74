import {
  type MachineSignedInState,
  type MachineSignedOutState,
  machineSignedIn,
  machineSignedOut,
} from '../auth/machineState.ts'
import { MachineTokenVerificationError } from '../errors.ts'
import type { AuthenticateContext } from '../options.ts'
import type { DecodedToken } from '../token/decodeToken.ts'
import { failure } from '../token/failure.ts'
import type { MachineTokenType } from '../token/kind.ts'
import { verifyMachine } from '../verifyMachineToken.ts'

/** Authenticates the sender of a machine token. */
export async function authenticateMachine(
  ctx: AuthenticateContext,
  type: MachineTokenType,
  token: string,
  decoded: DecodedToken | undefined,
  trace: string[],
): Promise<MachineSignedInState | MachineSignedOutState> {
  try {
    const payload = await verifyMachine(ctx, token, type, decoded)
    return machineSignedIn(trace, type, payload, token)
  } catch (error) {
    if (error instanceof MachineTokenVerificationError) {
      return machineSignedOut(trace, type, error.code, error.fullMessage)
    }
    const { reason, message } = failure(error)
    return machineSignedOut(trace, type, reason, message)
  }
}
