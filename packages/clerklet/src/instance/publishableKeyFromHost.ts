import { ClerkConfigError } from '../core/errors.ts'
import { buildPublishableKey } from './buildPublishableKey.ts'

/**
 * The publishable key of the domain that a request came to, for an application that serves several domains. Returns
 * `fallback` when it is a key of a development instance, which the host does not identify.
 *
 * The sender of a request chooses its host. Verify tokens with `secretKey` or `jwtKey` then: with this key alone, the sender
 * would choose the keys.
 *
 * @example
 * const publishableKey = publishableKeyFromHost(new URL(request.url).host, env.CLERK_PUBLISHABLE_KEY)
 *
 * @throws {ClerkConfigError} when there is no host.
 */
export function publishableKeyFromHost(host: string, fallback?: string): string {
  if (fallback?.startsWith('pk_test_')) return fallback
  const name = host.trim().toLowerCase().replace(/:\d*$/, '')
  if (name) return buildPublishableKey(`clerk.${name}`)
  throw new ClerkConfigError('The host is empty: pass that of the request')
}
