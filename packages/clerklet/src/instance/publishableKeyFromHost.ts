import { ClerkConfigError } from '../core/errors.ts'
import { buildPublishableKey } from './buildPublishableKey.ts'

/**
 * The publishable key that belongs to the host of a request, for an application that serves several domains. Returns
 * `fallback` when that is a key of a development instance, which the host does not identify.
 *
 * The sender of a request chooses its host. So set `secretKey` or `jwtKey`, too. With the publishable key alone, public keys are
 * loaded from a host that the sender chooses, and the sender could forge tokens.
 *
 * @example
 * const publishableKey = publishableKeyFromHost(new URL(request.url).host, env.CLERK_PUBLISHABLE_KEY)
 *
 * @throws {ClerkConfigError} when the host is empty.
 */
export function publishableKeyFromHost(host: string, fallback?: string): string {
  if (fallback?.startsWith('pk_test_')) return fallback
  const name = host.trim().toLowerCase().replace(/:\d*$/, '')
  if (name) return buildPublishableKey(`clerk.${name}`)
  throw new ClerkConfigError('The host is empty: pass that of the request')
}
