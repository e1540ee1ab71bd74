import { ClerkConfigError } from '../core/errors.ts'
import { buildPublishableKey } from './buildPublishableKey.ts'

/**
 * The publishable key of whichever domain a request came to, for an application that serves several. In development, where
 * the host says nothing, the given key is returned.
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
