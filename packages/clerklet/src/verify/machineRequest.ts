import type { DecodedToken } from './decode.ts'
import { MachineTokenVerificationError } from './errors.ts'
import { failure } from './failure.ts'
import type { MachineTokenType } from './kind.ts'
import { verifyMachine } from './machine.ts'
import {
  type MachineSignedInState,
  type MachineSignedOutState,
  machineSignedIn,
  machineSignedOut,
} from './machineState.ts'
import type { AuthenticateContext } from './options.ts'

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
