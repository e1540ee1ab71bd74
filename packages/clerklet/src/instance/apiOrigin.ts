import { domainFor } from './hosts.ts'

/** The origin of the Backend API that serves an instance with this Frontend API host. */
export function apiOrigin(frontendApi: string): string {
  return `https://api.${domainFor(frontendApi) ?? 'clerk.com'}`
}
