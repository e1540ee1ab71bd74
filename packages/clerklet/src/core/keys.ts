import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'

/** Which key a request carries. `machine-or-secret` prefers the machine's. */
export type KeyChoice = 'secret' | 'machine' | 'machine-or-secret' | 'none'

/** What each key of the context is, in the words of errors. */
export const WANTED_KEYS = {
  secretKey: 'the secret key of the instance (sk_…)',
  machineSecretKey: 'the secret key of the machine (ak_…)',
} as const

/**
 * The key that a request carries; undefined for `none`.
 *
 * @throws {ClerkConfigError} when that key is missing or malformed.
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
 * A key of the context. The error never shows the value.
 *
 * @throws {ClerkConfigError} when it is missing, of another kind, in quotes, or holds a character that no key has.
 */
export function checkedKey(ctx: Context, name: keyof typeof WANTED_KEYS): string {
  const key: unknown = ctx[name]
  const flaw = keyFlaw(key)
  if (flaw) throw new ClerkConfigError(`ctx.${name} is ${flaw}: set it to ${WANTED_KEYS[name]}`)
  // Without a flaw it is a string.
  return key as string
}

/**
 * The key of the machine, or else the one of the instance.
 *
 * @throws {ClerkConfigError} when neither is set, or the one to send is malformed.
 */
export function checkedMachineOrSecretKey(ctx: Context): string {
  if (ctx.machineSecretKey) return checkedKey(ctx, 'machineSecretKey')
  if (ctx.secretKey) return checkedKey(ctx, 'secretKey')
  const { machineSecretKey, secretKey } = WANTED_KEYS
  throw new ClerkConfigError(
    `ctx.machineSecretKey or ctx.secretKey is missing: set it to ${machineSecretKey} or ${secretKey}`,
  )
}

/** What is wrong with a key that contains an invalid character. */
export const MALFORMED_KEY =
  'malformed (it contains a line break, a space or another invalid character)'

/** Why a value cannot be a secret key, in words that follow `is`. Undefined when it may be one. */
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
