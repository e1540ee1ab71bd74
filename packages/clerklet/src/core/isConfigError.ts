import { ClerkConfigError } from './errors.ts'

/** Whether a thrown value is a `ClerkConfigError`. Never throws, unlike `instanceof` with a revoked proxy. */
export function isConfigError(thrown: unknown): thrown is ClerkConfigError {
  try {
    return thrown instanceof ClerkConfigError
  } catch {
    return false
  }
}
