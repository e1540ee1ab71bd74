export * from './allowlist-identifiers/index.ts'
export * from './billing/index.ts'
export * from './blocklist-identifiers/index.ts'
export * from './collect.ts'
export * from './context.ts'
export * from './domains/index.ts'
export * from './environment.ts'
export * from './errors.ts'
export type { CallEvent, ResponseEvent, RetryEvent } from './events.ts'
export * from './instance/index.ts'
export * from './invitations/index.ts'
export * from './oauth-access-tokens/index.ts'
export * from './oauth-applications/index.ts'
export * from './organization-domains/index.ts'
export * from './organization-invitations/index.ts'
export * from './organization-memberships/index.ts'
export * from './organization-permissions/index.ts'
export * from './organization-roles/index.ts'
export * from './organizations/index.ts'
export * from './pagination.ts'
export { type Path, path } from './path.ts'
export * from './redirect-urls/index.ts'
export {
  type IdempotentRequestOptions,
  type QueryValue,
  type RequestInput,
  type RequestOptions,
  request,
} from './request.ts'
export type { RetryOptions } from './retry.ts'
export * from './role-sets/index.ts'
export type * from './schemas/index.ts'
export * from './users/index.ts'
export * from './waitlist-entries/index.ts'
