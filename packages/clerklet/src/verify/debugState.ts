import type { AuthenticateContext } from './options.ts'

/** What {@link debugState} shows. */
export interface DebugInformation {
  status: string
  tokenType: string | null
  reason: string | null
  message: string | null
  /** Its first 7 characters, as of the keys below: enough to see the kind, and whether the instance is a live one. */
  token: string | undefined
  secretKey: string | undefined
  machineSecretKey: string | undefined
  /** The whole key when it begins with `pk_`, which is no secret; else its first 7 characters. */
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
 * What is known of a state, safe to log: a fixed list of fields, and of every credential only the first 7 characters.
 *
 * @example
 * console.log(debugState(state, ctx))
 */
export function debugState(
  state: DebuggableState,
  ctx: AuthenticateContext = {},
): DebugInformation {
  const { status, tokenType, reason, message, token, trace } = state
  const { secretKey, machineSecretKey, publishableKey } = ctx ?? {}
  return {
    status,
    tokenType,
    reason,
    message,
    token: start(token),
    secretKey: start(secretKey),
    machineSecretKey: start(machineSecretKey),
    // A secret key that is set here by mistake is not shown.
    publishableKey: isPublishable(publishableKey) ? publishableKey : start(publishableKey),
    trace,
  }
}

function start(credential: unknown): string | undefined {
  return typeof credential === 'string' ? credential.slice(0, 7) : undefined
}

function isPublishable(key: unknown): boolean {
  return typeof key === 'string' && key.startsWith('pk_')
}
