import type { Context } from '../context.ts'
import { ClerkConfigError } from '../errors.ts'

/** The context with the options in it, as far as they are set: an empty one leaves that of the context, too. */
export function configured<C extends object>(ctx: C, options?: object): C {
  if (!options) return ctx
  const set = Object.entries(options).filter(([, value]) => value !== undefined && value !== '')
  return { ...ctx, ...Object.fromEntries(set) }
}

/** What is set wrongly, and what to set instead. */
export function misconfigured(name: string, flaw: string, wanted: string): ClerkConfigError {
  return new ClerkConfigError(`${name} is ${flaw}: set it to ${wanted}`)
}

/** Refuses to answer "signed out" to everybody because a key was forgotten. */
export function requireKey({ jwtKey, secretKey }: Context): void {
  if (!jwtKey) requireSecretKey({ secretKey })
}

export function requireSecretKey({ secretKey }: Context): void {
  if (secretKey && !secretKey.startsWith('pk_')) return
  throw misconfigured(
    'ctx.secretKey',
    secretKey ? 'a publishable key' : 'missing',
    'the secret key of the instance',
  )
}
