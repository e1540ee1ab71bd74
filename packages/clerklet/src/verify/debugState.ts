import type { AuthenticateContext } from './options.ts'

/** What {@link debugState} shows. */
export interface DebugInformation {
  status: string
  tokenType: string | null
  reason: string | null
  message: string | null
  /** Its first 7 characters, as of everything below: enough to see of which kind and instance it is. */
  token: string | undefined
  secretKey: string | undefined
  machineSecretKey: string | undefined
  publishableKey: string | undefined
  trace: readonly string[]
}

/** What {@link debugState} reads of a state of `authenticateRequest`. */
export interface DebuggableState {
  status: string
  tokenType: string | null
  reason: string | null
  message: string | null
  token: string | null
  trace: readonly string[]
}

/**
 * What there is to know of a state, safe to log: a fixed list of fields, and of every credential no more than its kind.
 *
 * @example
 * console.log(debugState(state, ctx))
 */
export function debugState(
  state: DebuggableState,
  ctx: AuthenticateContext = {},
): DebugInformation {
  const { status, tokenType, reason, message, token, trace } = state
  const start = (credential: string | null | undefined) => credential?.slice(0, 7)
  return {
    status,
    tokenType,
    reason,
    message,
    token: start(token),
    secretKey: start(ctx.secretKey),
    machineSecretKey: start(ctx.machineSecretKey),
    publishableKey: ctx.publishableKey,
    trace,
  }
}
