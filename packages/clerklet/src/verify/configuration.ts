import { ClerkConfigError } from '../errors.ts'
import type { VerifyContext, VerifyTokenOptions } from './token.ts'

/** Refuses to answer "signed out" to everybody because a key was forgotten. */
export function requireKey(ctx: VerifyContext, { jwtKey = ctx.jwtKey }: VerifyTokenOptions): void {
  if (!jwtKey) requireSecretKey(ctx)
}

export function requireSecretKey({ secretKey }: VerifyContext): void {
  if (secretKey && !secretKey.startsWith('pk_')) return
  throw new ClerkConfigError(
    `ctx.secretKey ${secretKey ? 'holds a publishable key' : 'is missing'}: set it to the secret key of the instance (sk_…)`,
  )
}
