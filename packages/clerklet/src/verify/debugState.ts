import type { AuthenticateContext } from './options.ts'

/** The result of {@link debugState}. */
export interface DebugInformation {
  status: string
  tokenType: string | null
  reason: string | null
  message: string | null
  /** The first 7 characters. */
  token: string | undefined
  /** The first 7 characters, such as `sk_live`. */
  secretKey: string | undefined
  /** The first 7 characters. */
  machineSecretKey: string | undefined
  /** The whole key when it begins with `pk_`, since such a key is not secret. Otherwise the first 7 characters. */
  publishableKey: string | undefined
  trace: readonly string[]
}

/** The fields that {@link debugState} reads from a state of `authenticateRequest`. */
export interface DebuggableState {
  status: string
  tokenType: string | null
  reason: string | null
  message: string | null
  token: string | null
  trace: readonly string[]
}

/**
 * Summarises a state for a log: a fixed list of fields, with only the first 7 characters of each credential.
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
    // A secret key may be set here by mistake. Only its first 7 characters are shown.
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
