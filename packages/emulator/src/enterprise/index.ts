/** Enterprise connections to identity providers, directories, and links to the admin portal. */

export type { EnterpriseConnectionSeed } from './enterpriseConnections.ts'
export { forgetOrganizationLinks, forgetRoleMappings } from './removal.ts'
export { enterpriseRoutes } from './routes/index.ts'
export { ENTERPRISE_SHAPES, type EnterpriseSeed, plantEnterprise } from './seed.ts'
