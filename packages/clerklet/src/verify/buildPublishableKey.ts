import { ClerkConfigError } from '../errors.ts'

/**
 * The publishable key of a Frontend API host: `pk_test_` for the hosts of development instances, else `pk_live_`.
 *
 * @example
 * buildPublishableKey('clerk.example.com') // 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'
 */
export function buildPublishableKey(frontendApi: string): string {
  const isDevelopment =
    /^[a-z]+-[a-z]+-\d{1,2}\.clerk\.accounts([a-z.]*)(dev|com)$/.test(frontendApi) ||
    /^clerk\..*\.(lcl\.dev|lclstage\.dev|lclclerk\.com)$/.test(frontendApi)
  return `pk_${isDevelopment ? 'test' : 'live'}_${btoa(`${frontendApi}$`).replace(/=+$/, '')}`
}

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
