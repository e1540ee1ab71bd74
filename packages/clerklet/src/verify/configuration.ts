import type { Context } from '../context.ts'
import { ClerkConfigError } from '../errors.ts'

/** The context with the options in it, as far as they are defined. */
export function configured<C extends object>(ctx: C, options: object = {}): C {
  const defined: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) defined[name] = value
  }
  return { ...ctx, ...defined }
}

/** Refuses to answer "signed out" to everybody because a key was forgotten. */
export function requireKey({ jwtKey, secretKey }: Context): void {
  if (!jwtKey) requireSecretKey({ secretKey })
}

export function requireSecretKey({ secretKey }: Context): void {
  if (secretKey && !secretKey.startsWith('pk_')) return
  throw new ClerkConfigError(
    `ctx.secretKey ${secretKey ? 'holds a publishable key' : 'is missing'}: set it to the secret key of the instance (sk_…)`,
  )
}
