import { domainFor } from './hosts.ts'

/**
 * The origin of the Backend API that serves an instance with this Frontend API host.
 *
 * @example
 * apiOrigin('clerk.example.com') // 'https://api.clerk.com'
 */
export function apiOrigin(frontendApi: string): string {
  return `https://api.${domainFor(frontendApi) ?? 'clerk.com'}`
}
