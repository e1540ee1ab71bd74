export * from './createAdminPortalLinkToken.ts'
export * from './revokeAdminPortalLinkToken.ts'
