import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'

/** The key that a request carries. `machine-or-secret` is `machineSecretKey` if it is set, else `secretKey`. */
export type KeyChoice = 'secret' | 'machine' | 'machine-or-secret' | 'none'

/** Describes the secret keys of the context in error messages. */
export const WANTED_KEYS = {
  secretKey: 'the secret key of the instance (sk_…)',
  machineSecretKey: 'the secret key of the machine (ak_…)',
} as const

/**
 * Returns the key that a request carries; undefined for `none`.
 *
 * @throws {ClerkConfigError} when the key is missing or malformed, or when `choice` is unknown.
 */
export function chosenKey(ctx: Context, choice: KeyChoice = 'secret'): string | undefined {
  switch (choice) {
    case 'none':
      return undefined
    case 'secret':
      return checkedKey(ctx, 'secretKey')
    case 'machine':
      return checkedKey(ctx, 'machineSecretKey')
    case 'machine-or-secret':
      return checkedMachineOrSecretKey(ctx)
    default:
      throw new ClerkConfigError(
        'key is unknown: set it to secret, machine, machine-or-secret or none',
      )
  }
}

/**
 * Returns a key of the context.
 *
 * @throws {ClerkConfigError} when the key is missing, not a string, in quotes, a publishable key or a signing secret, and when
 *   it contains a character that no key has. The error never contains the value.
 */
export function checkedKey(ctx: Context, name: keyof typeof WANTED_KEYS): string {
  const key: unknown = ctx[name]
  const flaw = keyFlaw(key)
  if (flaw) throw new ClerkConfigError(`ctx.${name} is ${flaw}: set it to ${WANTED_KEYS[name]}`)
  // Always a string here: `keyFlaw` describes any other value.
  return key as string
}

/**
 * Returns `machineSecretKey` if it is set, else `secretKey`.
 *
 * @throws {ClerkConfigError} when neither key is set, or when the key to return is malformed.
 */
export function checkedMachineOrSecretKey(ctx: Context): string {
  if (ctx.machineSecretKey) return checkedKey(ctx, 'machineSecretKey')
  if (ctx.secretKey) return checkedKey(ctx, 'secretKey')
  const { machineSecretKey, secretKey } = WANTED_KEYS
  throw new ClerkConfigError(
    `ctx.machineSecretKey or ctx.secretKey is missing: set it to ${machineSecretKey} or ${secretKey}`,
  )
}

/** Describes a key that contains an invalid character. */
export const MALFORMED_KEY =
  'malformed (it contains a line break, a space or another invalid character)'

/** Returns why a value cannot be a secret key, for a sentence with `is`. Undefined when the value may be a secret key. */
export function keyFlaw(key: unknown): string | undefined {
  if (key === undefined || key === null || key === '') return 'missing'
  if (typeof key !== 'string') return 'not a string'
  const trimmed = key.trim()
  if (/^["'`]|["'`]$/.test(trimmed)) return 'in quotes'
  if (trimmed.startsWith('pk_')) return 'a publishable key'
  if (trimmed.startsWith('whsec_')) return 'the signing secret of a webhook'
  if (/[^\x21-\x7e]/.test(key)) return MALFORMED_KEY
  return undefined
}
