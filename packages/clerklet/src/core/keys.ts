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
 * @throws {ClerkConfigError} when that key is missing or a publishable key.
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
      return checkedKey(ctx, ctx.machineSecretKey ? 'machineSecretKey' : 'secretKey')
    default:
      throw new ClerkConfigError(
        'key is unknown: set it to secret, machine, machine-or-secret or none',
      )
  }
}

/**
 * A key of the context. The error never shows the value.
 *
 * @throws {ClerkConfigError} when it is missing, not a string or a publishable key.
 */
export function checkedKey(ctx: Context, name: keyof typeof WANTED_KEYS): string {
  const key: unknown = ctx[name]
  let flaw: string
  if (key === undefined || key === null || key === '') flaw = 'missing'
  else if (typeof key !== 'string') flaw = 'not a string'
  else if (key.startsWith('pk_')) flaw = 'a publishable key'
  else return key
  throw new ClerkConfigError(`ctx.${name} is ${flaw}: set it to ${WANTED_KEYS[name]}`)
}
