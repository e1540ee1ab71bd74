export type { OAuthAuth } from '../verify/auth/machineAuth.ts'
export {
  authenticateMcp,
  type McpAuthentication,
  type McpAuthInfo,
  type McpContext,
} from './authenticateMcp.ts'
export type { McpOptions } from './options.ts'
export { type McpMetadataContext, protectedResourceMetadata } from './protectedResourceMetadata.ts'
