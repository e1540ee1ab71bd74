import { ClerkConfigError } from '../errors.ts'
import type { DecodedToken } from './decode.ts'
import { MachineTokenVerificationError } from './errors.ts'
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
    const { payload } = await verifyMachine(ctx, token, type, decoded)
    return machineSignedIn(type, payload, token, trace)
  } catch (error) {
    if (error instanceof ClerkConfigError) throw error
    return error instanceof MachineTokenVerificationError
      ? machineSignedOut(type, error.code, error.fullMessage, trace)
      : machineSignedOut(
          type,
          'unexpected-error',
          `Unexpected ${(error as Error)?.name ?? 'error'}.`,
          trace,
        )
  }
}
